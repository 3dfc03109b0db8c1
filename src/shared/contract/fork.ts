import type { Json } from './json.js';

/** The name of the header that a fork is started with, and that carries a `ForkHeader`. */
export const FORK_HEADER_NAME = 'onceward-fork';

/** The memo that says of what a run is a fork: a `ForkMemo`. */
export const FORK_MEMO = 'onceward.fork';

/** The activity that a fork begins with: it looks up what the run that it was forked from has on record, as a `ForkPlan`. */
export const FORK_PLAN = 'onceward.fork';

/** What is done where the code asks something else at a place of which there is an answer on record: it is asked, or the answer is taken. */
export type WhenChanged = 'ask' | 'take';

/** Which run's answers a fork takes. Temporal's codecs do not encrypt headers, so nothing derived from content goes in. */
export interface ForkHeader {
  readonly v: 1;
  readonly workflowId: string;
  readonly runId: string;
  /**
   * The event that scheduled the first step that is asked anew. Of the child of a fork it is absent when the child takes all that there is, and 0 when it takes
   * nothing and only its writes are looked for.
   */
  readonly before?: number;
  /** @default 'ask' */
  readonly whenChanged?: WhenChanged;
}

/** What an activity of a fork is told: where to look before it calls anything. */
export interface StepOrigin extends Omit<ForkHeader, 'v' | 'before'> {
  /** Whether there is an answer on record for this place. Writes are looked for in any case. */
  readonly recorded?: true;
  /** In a child workflow: the path of the child's own scope, which is not part of the paths of the other run. */
  readonly within?: string;
}

/** The memo of a fork, for people and programs. */
export interface ForkMemo {
  readonly v: 1;
  readonly workflowId: string;
  readonly runId: string;
  readonly before: number;
  /** The activity type of the first step that is asked anew; absent at the end of the run. */
  readonly step?: string;
  readonly reason?: string;
}

/** A signal or update that the run got before the place of the fork. */
export interface ForkMessage {
  readonly kind: 'signal' | 'update';
  readonly name: string;
  readonly args: readonly Json[];
}

/** The child that a run started at the same place. */
export type ForkedChild = Pick<ForkHeader, 'workflowId' | 'runId' | 'before'>;

/** What the run that a fork was made of has on record before the place of the fork. It stands in the fork's history. */
export interface ForkPlan {
  readonly v: 1;
  /** The answered calls: by the path of the scope within the run, then by step name, their ordinals. */
  readonly taken: { readonly [path: string]: { readonly [step: string]: readonly number[] } };
  /** The child workflows, by the path of their scope. */
  readonly children: { readonly [path: string]: ForkedChild };
  readonly messages: readonly ForkMessage[];
}

/** In place of the fence of an attempt: what may have happened is a write of the run that this one was forked from. The ledger's own begin with 1. */
export const BY_A_FORK = 0;
