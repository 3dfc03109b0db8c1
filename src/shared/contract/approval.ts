import type { ArtifactReference } from './artifact-reference.js';
import type { Json } from './json.js';

/** The update (and signal) that decides an approval. Fixed on the wire, so that any Temporal client in any language can answer. */
export const APPROVAL_DECIDE = 'onceward.approval.decide';

/** The query that lists a run's pending approvals as `ApprovalRequest[]`. */
export const APPROVAL_PENDING = 'onceward.approval.pending';

export type ApprovalAction = 'approve' | 'edit' | 'reject' | 'respond';

/** What a run asks of a person. */
export interface ApprovalRequest {
  readonly v: 1;
  readonly id: string;
  readonly title: string;
  readonly subject?: ArtifactReference;
  readonly proposed?: Json;
  /** JSON Schema of the value that an edit may give. */
  readonly schema?: Json;
  readonly approvers?: readonly string[];
  readonly quorum: number;
  readonly actions: readonly ApprovalAction[];
  /** ISO 8601. */
  readonly expiresAt?: string;
  readonly toolCallId?: string;
}

/** What a person, or the expiry, decided. */
export interface ApprovalDecision {
  readonly v: 1;
  readonly id: string;
  readonly action: ApprovalAction | 'expired';
  readonly approved: boolean;
  readonly value?: Json;
  readonly by?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly reason?: string;
}
