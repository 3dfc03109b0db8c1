import { threadJudgementOf } from '../threads/thread-failure.js';
import type { Attempt } from './attempt.js';
import { judgeError, type Judgement } from './judge-error.js';

/** What an error means for the attempt that raised it; one from a thread was judged there. */
export function judgementOf({ step, isPreparing = false }: Attempt, error: unknown): Judgement {
  const judgement = threadJudgementOf(error) ?? judgeError(error, { kind: step.entry.kind, classify: step.options.classify });
  if (!isPreparing) return judgement;
  const { outcomeUnknown: _never, ...verdict } = judgement.verdict;
  return { ...judgement, verdict };
}
