import { classNamesOf } from '../../shared/failures/class-names.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Attempt } from './attempt.js';

/**
 * What the log may say of an error that a user's code threw, and that ends no attempt: with encryption on, its name only. Of stores, journals and
 * ledgers this is not asked: what they get is encrypted by then.
 */
export function errorToLog({ concealsFailures }: Pick<Attempt, 'concealsFailures'>, error: unknown): string {
  if (!concealsFailures) return summarizeError(error);
  return `${classNamesOf(error)[0] ?? 'Error'}. What it says is not logged, since encryption is on`;
}
