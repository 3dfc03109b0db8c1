import type { ApprovalDecision, ApprovalEvent, ApprovalRequest } from '../../shared/contract/approval.js';
import type { Json } from '../../shared/contract/json.js';
import type { SynchronousSchema } from '../synchronous-schema.js';

/** A request that waits, and what has come of it so far. */
export interface OpenApproval {
  /** As those who are asked see it. Another one takes its place when somebody approves, edits, or is asked later. */
  request: ApprovalRequest;
  readonly schema: SynchronousSchema | undefined;
  /** The schemas of the items, by their ids. */
  readonly itemSchemas: ReadonlyMap<string, SynchronousSchema>;
  /** What somebody put in place of the proposed value, while others have yet to approve it. */
  edited: Json | undefined;
  readonly audit: ApprovalEvent[];
  decision: ApprovalDecision | undefined;
}
