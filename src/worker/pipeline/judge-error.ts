import { isToolKind, type ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { classifyError } from '../../shared/failures/classify-error.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Verdict } from '../../shared/failures/verdict.js';
import { verdictOnOwnError } from './verdict-on-own-error.js';

/** What an error of a step means, and a line about it without secrets. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly summary: string;
}

/** Judges what a step threw: what onceward raises itself says so, then the user's own `classify`, then the rules. */
export function judgeError(
  error: unknown,
  step: { readonly kind: ActivityKind; readonly classify: DurableOptions['classify'] },
): Judgement {
  // A call that was stopped is not judged at all: an abort that comes here is a client's own.
  const context = { kind: errorKind(step.kind), now: Date.now(), stopRequested: false };
  const verdict = verdictOnOwnError(error) ?? step.classify?.(error) ?? classifyError(error, context);
  return { verdict, summary: summarizeError(error) };
}

function errorKind(kind: ActivityKind): 'model' | 'tool' | 'retrieval' {
  if (isToolKind(kind) || kind === 'function' || kind === 'policy') return 'tool';
  return kind === 'retriever' || kind === 'reranker' ? 'retrieval' : 'model';
}
