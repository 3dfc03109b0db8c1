import type { Json } from './json.js';

/** The update (and signal) that gives a run an event. Fixed on the wire, so that any Temporal client in any language can. */
export const EVENT_DELIVER = 'onceward.event.deliver';

/** The query that lists the names of the events that a run waits for. */
export const EVENT_WAITING = 'onceward.event.waiting';

/** Something that happened elsewhere: a payment, the end of a batch job, a signature. */
export interface RunEvent {
  readonly name: string;
  /** Names this one among events of its name: what was delivered twice counts once. Absent: each delivery counts. */
  readonly id?: string;
  readonly data?: Json;
}

/** What the sender is told. */
export interface EventReceipt {
  readonly v: 1;
  readonly name: string;
  /** ISO 8601: when it was first received. */
  readonly at: string;
  /** It had been received before, and this delivery changed nothing. */
  readonly duplicate?: true;
}
