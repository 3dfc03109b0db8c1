import type { Json } from './json.js';

/** The update (and signal) that gives a run an event. Fixed on the wire, so that any Temporal client in any language can. */
export const EVENT_DELIVER = 'onceward.event.deliver';

/** The query that lists the names of the events that a run waits for. */
export const EVENT_WAITING = 'onceward.event.waiting';

/** The query that says how an event stands, by its name and id, as `EventState`. */
export const EVENT_LOOK_UP = 'onceward.event.look_up';

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

/** How an event stands. */
export interface EventState {
  readonly v: 1;
  /** Whether code waits for an event of this name. */
  readonly waiting: boolean;
  /** Of the event of this id, when it was received. */
  readonly receipt?: EventReceipt;
}

/** The right to deliver one event to one run, once: what the address of a webhook is made of. */
export type EventGrant = {
  readonly v: 1;
  readonly workflowId: string;
  /** The first run of the chain: the address stays good when the run is reset or continues as new, and is none for the next run of the workflow id. */
  readonly firstRunId: string;
  /** Which event it delivers. */
  readonly name: string;
  /** Under which id, so that it counts once. */
  readonly id: string;
};
