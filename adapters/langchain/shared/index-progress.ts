import type { EmbedderIdentity } from '../../../src/shared/errors/embedder-mismatch.js';
import type { PlanReply } from './index-task.js';

/** How far an indexing came. Small, whatever it indexes: what is to be done is in the store. Stands in histories; pass it on as it is. */
export interface IndexProgress extends PlanReply {
  readonly v: 1;
  readonly embedder: EmbedderIdentity;
  readonly maxParallelCalls?: number;
  /** The first batch that is not done. */
  readonly next: number;
  readonly numAdded: number;
}
