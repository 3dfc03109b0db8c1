import type { Context } from '@temporalio/activity';
import type { AttemptRecord } from '../../shared/contract/attempt-record.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import type { StepResult } from '../../shared/contract/step-result.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import type { AttemptLimits } from '../../shared/policy/activity-policy.js';
import type { DurableStep } from '../registry/durable-step.js';
import type { StepCall } from '../adapter.js';
import type { ModelPrompt } from '../chain/model-prompt.js';

/** One attempt of a step on its way through the activity side. */
export interface Attempt {
  readonly step: DurableStep;
  readonly perform: (call: StepCall) => Promise<Json>;
  /** In a fork, the slot `fork` gives a write the key that it has in the run it was forked from. */
  header: StepHeader;
  readonly limits: AttemptLimits;
  readonly run: RunContext;
  /** The arguments of the step. */
  readonly input: readonly Json[];
  /** What the model is asked with, where the call says to record it. */
  readonly pinned?: PinnedConfig;
  /** What a person said that a write of unknown outcome gave: nothing is performed, and the ledger learns it. */
  readonly saidDone?: { readonly fence: number; readonly value: Json };
  /** hash(activity type, canonical input). */
  readonly fingerprint: Hash;
  readonly temporal: Context;
  /** Whether failures are encrypted, so that the log must not have their words. */
  readonly concealsFailures: boolean;
  /** Aborted when the run is cancelled or the worker must stop; not when Temporal merely stopped waiting for this attempt. */
  readonly signal: AbortSignal;
  /** Filled by the call. */
  readonly usage: UsageRecord[];
  /** The provider's job that is under way for this call; heartbeats carry it to the next attempt. */
  providerJob: AttemptRecord['providerJob'];
  /** Whether the call still prepares: until then nothing was asked of the other side. */
  isPreparing?: boolean;
  /** Set by the ledger, when it let the attempt begin. */
  fence?: number;
  /** Set by the slot `hydrate` for anything but a model call: the input with the content of its files. */
  readInput?: () => Promise<readonly Json[]>;
  /** Set by the slot `hydrate` for a model call: builds its whole prompt. */
  prompt?: () => Promise<ModelPrompt>;
  /** Set by the slot `hydrate` for a tool that needs the messages of its conversation. */
  messages?: () => Promise<readonly Json[]>;
  /** Set by the slot `guard-out` when exchanges with the provider are captured. */
  capture?: StepCall['capture'];
  /** Set when the value was recorded before, and nothing was called. */
  replayedFrom?: StepResult['replayedFrom'];
}
