import type { ApprovalRequest } from './approval.js';
import type { ArtifactReference } from './artifact-reference.js';
import type { Hash, Json } from './json.js';
import type { RunContext } from './run-context.js';
import type { StepReply } from './step-result.js';
import type { UsageRecord } from './usage-record.js';

/** What one run hands to the next when Onceward itself continues as new: scope and ordinals go along, so keys stay unique and stable. */
export interface Carry {
  readonly v: 1;
  readonly run: number;
  readonly scope: string;
  readonly ordinals: Readonly<Record<string, number>>;
  readonly context?: RunContext;
  readonly journal: readonly { readonly key: string; readonly fingerprint: Hash; readonly reply: StepReply }[];
  readonly sessions: Readonly<Record<string, SessionCarry>>;
  readonly usage: ArtifactReference | readonly UsageRecord[];
  readonly approvals: readonly ApprovalRequest[];
  readonly stream?: Json;
}

/** One agent loop inside a `Carry`. */
export interface SessionCarry {
  readonly head: Hash;
  readonly pending: readonly Json[];
  readonly steps: number;
  readonly edited: boolean;
  readonly done?: Json;
  readonly state?: Json | ArtifactReference;
  readonly framework: { readonly name: string; readonly version: string };
}
