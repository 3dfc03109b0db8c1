import type { ArtifactReference } from './artifact-reference.js';
import type { ApprovalRefusal } from '../errors/approval-refused.js';
import type { Json } from './json.js';

/** The update (and signal) that decides an approval. Fixed on the wire, so that any Temporal client in any language can answer. */
export const APPROVAL_DECIDE = 'onceward.approval.decide';

/** The query that lists a run's pending approvals as `ApprovalRequest[]`. */
export const APPROVAL_PENDING = 'onceward.approval.pending';

/** The query that gives one request by its id, as `ApprovalState`. */
export const APPROVAL_LOOK_UP = 'onceward.approval.look_up';

export type ApprovalAction = 'approve' | 'edit' | 'reject' | 'respond';

/** One of several things that a request asks about; each has a decision of its own. */
export type ApprovalItem = {
  /** Names it within the request. */
  readonly id: string;
  readonly title?: string;
  readonly proposed?: Json;
  /** JSON Schema of the value that an edit may give. */
  readonly schema?: Json;
};

/** What a run asks of a person. */
export interface ApprovalRequest {
  readonly v: 1;
  readonly id: string;
  readonly title: string;
  readonly subject?: ArtifactReference;
  readonly proposed?: Json;
  /** JSON Schema of the value that an edit may give. */
  readonly schema?: Json;
  /** Who may answer: names, and roles as `role:<name>`. Absent: whoever can reach the run. */
  readonly approvers?: readonly string[];
  /** Who may not answer, for it is their own request. */
  readonly requester?: string;
  /** How many different people have to approve. */
  readonly quorum: number;
  /** Who has approved so far, while the quorum is not reached. */
  readonly approvedBy?: readonly string[];
  readonly actions: readonly ApprovalAction[];
  readonly items?: readonly ApprovalItem[];
  /** ISO 8601. */
  readonly expiresAt?: string;
  readonly toolCallId?: string;
}

/** What is answered about one item. */
export type ItemAnswer = {
  readonly action: 'approve' | 'edit' | 'reject';
  readonly value?: Json;
  readonly reason?: string;
};

/** What a client sends to decide a request: the argument of the update, and of the signal, `onceward.approval.decide`. */
export interface ApprovalAnswer {
  readonly id: string;
  readonly action: ApprovalAction;
  /** What an edit puts in place of the proposed value, or what `respond` says. */
  readonly value?: Json;
  /** Who answers. Whoever sends it vouches for that. */
  readonly by?: string;
  /** The roles of who answers, without `role:`. */
  readonly roles?: readonly string[];
  readonly reason?: string;
  /** What is answered about items that `action` does not hold for, by their ids. */
  readonly items?: { readonly [id: string]: ItemAnswer };
}

export type ItemDecision = ItemAnswer & { readonly approved: boolean };

/** What happened to a request, in order. */
export type ApprovalEvent = {
  /** ISO 8601. */
  readonly at: string;
  readonly event: 'asked' | 'reminded' | 'escalated' | 'notifying failed' | 'expired' | ApprovalAction;
  readonly by?: string;
  readonly reason?: string;
  /** Who may answer from here on, after an escalation. */
  readonly approvers?: readonly string[];
};

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
  readonly items?: { readonly [id: string]: ItemDecision };
  /** How many more people have to approve: the answer was taken, and nothing is decided yet. */
  readonly awaiting?: number;
  /** What led to it. */
  readonly audit?: readonly ApprovalEvent[];
}

/** How a request stands: it waits, or an answer to it would be refused as stated. */
export interface ApprovalState {
  readonly v: 1;
  readonly request?: ApprovalRequest;
  readonly refusal?: Omit<ApprovalRefusal, 'v' | 'id'>;
}
