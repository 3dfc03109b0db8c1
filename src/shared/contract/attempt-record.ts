import type { UsageRecord } from './usage-record.js';

/**
 * Heartbeat details outlive an attempt: the place for what a failed attempt was billed and for the id of a provider job
 * whose result can be fetched again.
 */
export interface AttemptRecord {
  readonly v: 1;
  readonly usage: readonly UsageRecord[];
  readonly providerJob?: { readonly provider: string; readonly id: string };
}
