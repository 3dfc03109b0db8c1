import type { DriftResponse } from './drift-response.js';

/** Timeouts and retries of one activity, in milliseconds. `null` means: without that limit, stated on purpose. */
export interface ActivityPolicy {
  readonly startToCloseMs: number | null;
  readonly scheduleToCloseMs: number | null;
  readonly heartbeatMs: number | null;
  readonly retry: {
    readonly maximumAttempts: number;
    readonly initialIntervalMs: number;
    readonly backoffCoefficient: number;
    readonly maximumIntervalMs: number;
  };
  /** How long an outage of the other side is waited out after the last attempt; 0 for not at all. */
  readonly outagePatienceMs: number;
  /** The longest `Retry-After` that is waited for between two attempts. */
  readonly retryAfterCapMs: number;
  /** How long the next part of a response's body may take. */
  readonly chunkIdleMs: number | null;
  readonly taskQueue?: string;
  readonly priority?: number;
  /** Stated only; see `DEFAULT_DRIFT`. */
  readonly drift?: DriftResponse;
}

/** The limits that act inside the activity, where Temporal does not tell them. */
export type AttemptLimits = Pick<ActivityPolicy, 'retryAfterCapMs' | 'chunkIdleMs'>;
