import type { Json } from './json.js';
import type { StepReply } from './step-result.js';

/**
 * The slots of the workflow side, in the order in which they act on a call. What follows `schedule` acts on its reply.
 * One file a slot; an adapter adds none. A slot nobody filled yet is simply not there.
 */
export const WORKFLOW_SLOTS = [
  'context',
  'approval',
  'continuation-gate',
  'budget',
  'key',
  'fork',
  'pinned-config',
  'guard-in',
  'schedule',
  'fingerprint-check',
  'usage',
] as const;

/**
 * The slots of the activity side, in the order in which they act. What follows `call` acts on its value; `recorded-answer` may return early.
 * `guard-out` acts on what `recorded-answer` gives: what was paid for is on record before a store is asked to take it. What `fork` gives went through it in
 * another run.
 */
export const ATTEMPT_SLOTS = [
  'context',
  'heartbeat',
  'classify',
  'hydrate',
  'fork',
  'guard-out',
  'recorded-answer',
  'rate-limit',
  'call',
  'usage',
] as const;

export type WorkflowSlotName = (typeof WORKFLOW_SLOTS)[number];
export type AttemptSlotName = (typeof ATTEMPT_SLOTS)[number];

/** One concern of the workflow side of a durable call. */
export interface WorkflowSlot<Step> {
  readonly name: WorkflowSlotName;
  call(step: Step, next: (step: Step) => Promise<StepReply>): Promise<StepReply>;
}

/** One concern of the activity side of a durable call. */
export interface AttemptSlot<Attempt> {
  readonly name: AttemptSlotName;
  run(attempt: Attempt, next: (attempt: Attempt) => Promise<Json>): Promise<Json>;
}
