import type { Hash } from './json.js';
import type { UsageRecord } from './usage-record.js';

/** The details of the `ApplicationFailure` an activity fails with: small, and without secrets. */
export interface FailureDetails {
  readonly v: 1;
  readonly key: string;
  readonly category: string;
  readonly retryAfterMs?: number;
  readonly freshSample?: boolean;
  readonly outcomeUnknown?: boolean;
  /** Which attempt of a `sideEffect: 'once'` step has an unknown outcome, by the ledger's count. */
  readonly fence?: number;
  /** The hash of what a tool takes now, when a person is to be asked whether it may be called in spite of the change. */
  readonly offered?: Hash;
  readonly summary: string;
  readonly usage?: readonly UsageRecord[];
}
