import { OncewardError } from './onceward-error.js';

/** See `ReplayProblem`, which `replayHistories` gives. */
export type ReplayFailedReason =
  | 'nondeterminism'
  | 'misassigned'
  | 'drifted'
  | 'failed'
  | 'undecodable'
  | 'unreadable'
  | 'nothing-to-replay';

const HINTS: Readonly<Record<ReplayFailedReason, string>> = {
  nondeterminism:
    'The workflow code does something else than it did in this history: take the change back, or keep the old way for runs that began with it.',
  misassigned:
    'The workflow code makes its calls in another order than in this history: take the change back, or keep the old order for runs that began with it.',
  drifted:
    "The workflow code sends another input than in this history: take the change back, keep the old way for runs that began with it, or state `drift: 'warn'`.",
  failed: 'Read the cause: the workflow, or a module that it needs, did not load, or its code does not come to an end.',
  undecodable: 'Give the replay the plugin of the worker, with its keys, its store and its codecs.',
  unreadable: 'Record the history again: `temporal workflow show --output json`, or `onceward replay --out`.',
  'nothing-to-replay': 'Replay the whole history of a run that has completed, from its first event.',
};

/** One history that was not replayed. */
export interface FailedReplay {
  readonly workflowId: string;
  readonly reason: ReplayFailedReason;
  readonly problem: string;
}

/** Histories could not be replayed with the workflow code of today, or have nothing in them that a replay would prove. */
export class ReplayFailed extends OncewardError {
  /** Of the first history that failed. */
  readonly workflowId: string;
  /** Why the first one failed. */
  readonly reason: ReplayFailedReason;
  /** All that failed. */
  readonly failures: readonly FailedReplay[];

  constructor({
    failures,
    histories,
    cause,
  }: {
    failures: readonly [FailedReplay, ...FailedReplay[]];
    histories: number;
    cause?: unknown;
  }) {
    const [first] = failures;
    const message =
      histories === 1
        ? `The history of '${first.workflowId}' was not replayed: ${first.problem}`
        : `${failures.length} of ${histories} histories were not replayed: ${failures.map(({ workflowId, problem }) => `'${workflowId}': ${problem}`).join('; ')}`;
    super({ code: 'ReplayFailed', message: `${message}.`, hint: HINTS[first.reason], cause });
    this.workflowId = first.workflowId;
    this.reason = first.reason;
    this.failures = failures;
  }

  static override isInstance(error: unknown): error is ReplayFailed {
    return OncewardError.hasCode(error, 'ReplayFailed');
  }
}
