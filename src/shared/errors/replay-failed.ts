import { OncewardError } from './onceward-error.js';

export type ReplayFailedReason = 'nondeterminism' | 'nothing-to-replay' | 'error';

const HINTS: Readonly<Record<ReplayFailedReason, string>> = {
  nondeterminism:
    'The workflow code does something else than it did in this history: take the change back, or keep the old way for runs that began with it.',
  'nothing-to-replay': 'Replay the whole history of a run that has completed, from its first event.',
  error: 'Read the cause: the workflow, or a module that it needs, did not load.',
};

/** A history could not be replayed with the workflow code of today, or has nothing in it that a replay would prove. */
export class ReplayFailed extends OncewardError {
  readonly workflowId: string;
  readonly reason: ReplayFailedReason;

  constructor({
    workflowId,
    reason,
    problem,
    cause,
  }: {
    workflowId: string;
    reason: ReplayFailedReason;
    problem: string;
    cause?: unknown;
  }) {
    super({ code: 'ReplayFailed', message: `The history of '${workflowId}' was not replayed: ${problem}.`, hint: HINTS[reason], cause });
    this.workflowId = workflowId;
    this.reason = reason;
  }

  static override isInstance(error: unknown): error is ReplayFailed {
    return OncewardError.hasCode(error, 'ReplayFailed');
  }
}
