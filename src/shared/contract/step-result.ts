import type { Hash, Json } from './json.js';
import type { PinnedConfig } from './pinned-config.js';
import type { UsageRecord } from './usage-record.js';

/**
 * A `UsageRecord` inside the result it belongs to: without the key of the step, the attempt of the result, `billed: 'yes'`, and the model and tokens
 * that the answer names itself (`ModelCodec.usageOf`).
 */
export type StepUsage = Pick<UsageRecord, 'provider'> & Partial<Omit<UsageRecord, 'provider'>>;

/**
 * What an Onceward activity returns. The argument of `tool.*`, `retriever.*`, `embedding.*` and `function.*` is the user's plain input, so
 * that a worker in another language can serve it; the argument of `model.*` is a `ModelCall`.
 */
export interface StepResult {
  readonly onceward: 1;
  readonly value: Json;
  /** hash(activity type, canonical input), computed in the activity. */
  readonly fingerprint: Hash;
  /** Which attempt gave the value; absent for the first. */
  readonly attempt?: number;
  readonly usage?: readonly StepUsage[];
  /** Where it was on record; `fork-changed` is a fork's answer to what the code asked before it was changed. */
  readonly replayedFrom?: 'ledger' | 'answer' | 'fork' | 'fork-changed';
  /** What the model was asked with, where the call said to record it. */
  readonly pinned?: PinnedConfig;
}

/** A bare value is accepted too: it comes from a worker without the plugin, and its fingerprint is unchecked. */
export type StepReply = StepResult | Json;

/** Tells a `StepResult` from the bare value of a worker without the plugin. */
export function isStepResult(reply: StepReply | undefined): reply is StepResult {
  return typeof reply === 'object' && reply !== null && !Array.isArray(reply) && reply['onceward'] === 1 && 'fingerprint' in reply;
}
