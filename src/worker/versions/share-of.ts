import { createHash } from 'node:crypto';

const SHARES = 2 ** 32;

/**
 * Where a workflow stands in the roll-out of a change, from 0 to below 1: evenly spread, the same in every process, and for every change another. A
 * workflow that is in at one share is in at every larger one.
 */
export function shareOf(change: string, workflowId: string): number {
  return createHash('sha256').update(`${change}\n${workflowId}`).digest().readUInt32BE(0) / SHARES;
}
