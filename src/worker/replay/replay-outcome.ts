import type { ReplayFailedReason } from '../../shared/errors/replay-failed.js';
import type { Difference } from './explain-difference.js';
import type { DriftedCall, MisassignedCall } from './locate-mismatches.js';

/** What came of a history. */
export type ReplayOutcome = HistoryReplayed | HistoryNotReplayed;

interface OfHistory {
  readonly workflowId: string;
  /** The path of its file, when it came from one. */
  readonly file?: string;
  /**
   * What the code asks for otherwise than is recorded, such as a model with an edited prompt or a timer: the run goes on with what is recorded. Without steps
   * with `drift: 'ignore'`. Missing when there is none.
   */
  readonly drift?: readonly DriftedCall[];
}

/** Today's code does what the history says. */
export interface HistoryReplayed extends OfHistory {
  readonly ok: true;
  readonly workflowType: string;
  readonly events: number;
}

/**
 * Why a history is not replayed:
 * - `nondeterminism`: the code does something else than the history says;
 * - `misassigned`: the code makes the same calls, but a recorded result would go to another call than the one it was made for;
 * - `drifted`: a step with `drift: 'fail'` sends another input than its recorded result was made from;
 * - `failed`: the code fails where the run went on: the workflow is not in the bundle, a module throws while it loads, it computes without end;
 * - `undecodable`: payloads of the history cannot be read with this plugin: a key, a store or a codec is missing;
 * - `unreadable`: the file or object is no history, or a part of it is missing;
 * - `nothing-to-replay`: no workflow task of the run has completed, so that a replay would prove nothing.
 */
export type ReplayProblem = ReplayFailedReason;

export interface HistoryNotReplayed extends OfHistory {
  readonly ok: false;
  readonly kind: ReplayProblem;
  /** One line. */
  readonly message: string;
  /** Missing when the history is unreadable. */
  readonly workflowType?: string;
  /** Of `nondeterminism`: where code and history part, and why. */
  readonly difference?: Difference;
  /** Of `misassigned`: the calls, and those whose results they would get. */
  readonly misassigned?: readonly MisassignedCall[];
  /** What Temporal or the code threw. */
  readonly cause?: unknown;
}
