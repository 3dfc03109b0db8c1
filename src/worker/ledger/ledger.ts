import type { Hash, Json } from '../../shared/contract/json.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import type { RowOwner, RunRecords, RunRow } from '../records/run-records.js';

/** What a write gave, as the ledger keeps it: the value itself, or where a large one lies. */
export interface LedgerResult {
  readonly v: 1;
  readonly value?: Json;
  /** In place of `value`, when that is large. */
  readonly reference?: ArtifactReference;
  readonly usage?: readonly UsageRecord[];
}

/** Asks for the right to perform a write. */
export interface LedgerRequest extends RowOwner {
  /** The step's idempotency key. */
  readonly key: string;
  /** hash(activity type, canonical input). */
  readonly fingerprint: Hash;
  /** Who asks, for a person who looks into the ledger: the worker's identity. */
  readonly owner: string;
  /** How long the right holds unless it is extended, by the ledger's own clock. */
  readonly leaseMs: number;
  /**
   * The fence of an attempt whose outcome is unknown, when it was decided to do the write again: this request takes its place. An
   * attempt that came in between is not taken over.
   */
  readonly takeOver?: number;
}

/** What stands in the ledger about a write, and what the asker may do. */
export type LedgerState =
  /** Perform it: nobody did, or the last attempt is known to have done nothing. The fence is higher than every earlier one of the key. */
  | { readonly status: 'new'; readonly fence: number }
  /** It was done; this is what it gave. */
  | { readonly status: 'done'; readonly result: LedgerResult }
  /** Another attempt is at it, for so long at least. */
  | { readonly status: 'in-flight'; readonly remainingMs: number }
  /** An attempt ended without a word, or did not know: it may have been done. */
  | { readonly status: 'unknown'; readonly fence: number }
  /** The key stands for a write with another input. */
  | { readonly status: 'conflict'; readonly fingerprint: Hash };

/** How a failed attempt ended: it is certain that nothing was done, or it is not. */
export type LedgerFailure = 'released' | 'unknown';

/**
 * Keeps who performs a write and what it gave, so that `sideEffect: 'once'` holds across processes. Whoever holds the newest fence of a key may
 * complete, fail or extend it; a lease that ran out only allows others to ask for a newer one. Time is the ledger's own, never the worker's.
 * Every worker that may run an attempt must see the same ledger.
 *
 * Every method throws `LedgerUnavailable` when the ledger cannot be used; nothing was changed then, or the same call may be made again.
 */
export interface Ledger extends RunRecords {
  readonly name: string;

  /** Asks to perform a write. Of any number that ask at the same time, one gets `new`. */
  begin(request: LedgerRequest): Promise<LedgerState>;

  /**
   * Records the result; when it resolves, the record outlives the process. May be called again with the same fence.
   *
   * @throws LeaseLost when a newer fence exists
   */
  complete(key: string, fence: number, result: LedgerResult): Promise<void>;

  /**
   * Ends an attempt that failed. One that was completed already stays so.
   *
   * @throws LeaseLost when a newer fence exists
   */
  fail(key: string, fence: number, failure: LedgerFailure): Promise<void>;

  /**
   * Lets the lease run for so many more milliseconds from now.
   *
   * @throws LeaseLost when a newer fence exists, or the attempt has ended
   */
  extend(key: string, fence: number, leaseMs: number): Promise<void>;

  /** All writes; the value of a row is its `LedgerResult`. */
  rows(): AsyncIterable<RunRow>;

  /** Deletes writes, whatever became of them: whoever asks for one of their keys afterwards is the first. */
  forget(keys: readonly string[]): Promise<void>;

  /** Lets go of files and connections. A later call opens them again. */
  close(): Promise<void>;
}
