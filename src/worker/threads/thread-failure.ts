import type { Judgement } from '../pipeline/judge-error.js';
import { fromTransferred, type TransferredError } from './transferred-error.js';

const JUDGEMENT = Symbol('judgement');

/** What a step in a thread threw, judged there, where the error still was what it is. */
export function toThreadFailure(error: TransferredError, judgement: Judgement): Error {
  return Object.assign(fromTransferred(error), { [JUDGEMENT]: judgement });
}

/** The judgement that came with an error from a thread, or undefined for any other error. */
export function threadJudgementOf(error: unknown): Judgement | undefined {
  return error instanceof Error ? (error as { [JUDGEMENT]?: Judgement })[JUDGEMENT] : undefined;
}
