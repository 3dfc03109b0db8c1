import type { Hash, Json } from './json.js';
import type { UsageRecord } from './usage-record.js';

/**
 * What an Onceward activity returns. The argument of `tool.*`, `retriever.*`, `embedding.*` and `function.*` is the user's plain input, so
 * that a worker in another language can serve it; the argument of `model.*` is a `ModelCall`.
 */
export interface StepResult {
  readonly onceward: 1;
  readonly value: Json;
  /** hash(activity type, canonical input), computed in the activity. */
  readonly fingerprint: Hash;
  readonly attempt: number;
  readonly usage?: readonly UsageRecord[];
  readonly replayedFrom?: 'ledger' | 'answer';
}

/** A bare value is accepted too: it comes from a worker without the plugin, and its fingerprint is unchecked. */
export type StepReply = StepResult | Json;

/** Tells a `StepResult` from the bare value of a worker without the plugin. */
export function isStepResult(reply: StepReply | undefined): reply is StepResult {
  return typeof reply === 'object' && reply !== null && !Array.isArray(reply) && reply['onceward'] === 1 && 'fingerprint' in reply;
}
