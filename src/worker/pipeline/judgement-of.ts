import { threadJudgementOf } from '../threads/thread-failure.js';
import type { Attempt } from './attempt.js';
import { judgeError, type Judgement } from './judge-error.js';

/** What an error means for the attempt that raised it; one from a thread was judged there. */
export function judgementOf({ step }: Attempt, error: unknown): Judgement {
  return threadJudgementOf(error) ?? judgeError(error, { kind: step.entry.kind, classify: step.options.classify });
}
