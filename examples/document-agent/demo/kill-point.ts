/**
 * Where in a step its worker is killed: K1 before its request leaves, K2 while the request is with the service, K3 with the answer here and not
 * recorded, K4 with the result recorded and not yet reported. A step that sends no request can be killed at work instead of K2 and K3.
 */
export type KillPoint = 'K1' | 'K2' | 'K3' | 'K4' | 'at work';

/** A worker is about to do a step for the first time, and asks whether to. */
export interface StepBegins {
  readonly about: 'begins';
  readonly workflowId: string;
  readonly activityId: string;
  readonly activityType: string;
}

/** It has come to the point where it is to be killed, and stands still. */
export interface PointReached {
  readonly about: 'reached';
  /** The idempotency key of the request that is on its way. */
  readonly key?: string;
}

export type WorkerMessage = StepBegins | PointReached;

/** The answer to `StepBegins`. */
export interface KillOrder {
  readonly point: KillPoint | null;
}
