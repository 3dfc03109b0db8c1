import type { AttemptLimits } from '../policy/activity-policy.js';
import type { StepOrigin } from './fork.js';
import type { RunContext } from './run-context.js';

/** The name of the activity header that carries a `StepHeader`. */
export const STEP_HEADER_NAME = 'onceward-step';

/**
 * What the workflow tells an activity about the step it performs.
 * Temporal's codecs do not encrypt headers, so nothing derived from content goes in.
 */
export interface StepHeader {
  readonly v: 1;
  /** The idempotency key: the same on retry, replay, reset and after a change of worker. */
  readonly key: string;
  readonly scope: string;
  /** The logical step name, which is the activity type. */
  readonly step: string;
  /** How many steps of this name came before it in the scope. */
  readonly ordinal: number;
  readonly toolCallId?: string;
  /** The fence of an attempt of unknown outcome that a person decided to repeat: their word holds for that one only. */
  readonly repeatOf?: number;
  /**
   * The fence of an attempt of unknown outcome of which a person said that it happened. What it gave is the last argument of the activity, after
   * the step's own.
   */
  readonly doneIn?: number;
  readonly run?: RunContext;
  /** How often the step waited for an outage to end before it was scheduled this time. Absent for never. */
  readonly outageWaits?: number;
  /** Limits that act inside the activity, where they are not the default ones. */
  readonly limits?: Partial<AttemptLimits>;
  readonly maxInlineBytes?: number;
  /** The last argument of the activity, after the step's own, is a `PinnedConfig`, for the result to carry: on replay only results can be read. */
  readonly pinned?: true;
  /** In a fork: the run that it was forked from. */
  readonly origin?: StepOrigin;
}
