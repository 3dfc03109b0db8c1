import type { Json } from '../../shared/contract/json.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';

/** One durable call on its way through the workflow side. Each slot adds what it is there for. */
export interface WorkflowStep {
  readonly entry: DurableEntry;
  /** The activity's arguments, as the user gave them. */
  readonly input: readonly Json[];
  readonly toolCallId?: string;
  /** What a person reads beside the activity in the Temporal UI. @default kind and id */
  readonly summary?: string;
  /** Of a model's call: what it is asked with. */
  readonly config?: PinnedConfig;
  /** Set by the slot `pinned-config` when the call records its `config`. It goes along after the input, and no fingerprint covers it. */
  readonly pinned?: PinnedConfig;
  /** Set by the slot `context`. */
  readonly run?: RunContext;
  /** Set by the slot `key`. */
  readonly header?: StepHeader;
}
