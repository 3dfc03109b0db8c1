import type { Hash, Json } from '../../shared/contract/json.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import type { RowOwner, RunRecords } from '../records/run-records.js';

/** The recorded result of one paid call. */
export interface JournalRecord extends RowOwner {
  readonly v: 1;
  /** The step's idempotency key. */
  readonly key: string;
  /** hash(activity type, canonical input) of the call that gave `value`. */
  readonly fingerprint: Hash;
  readonly value: Json;
  readonly usage: readonly UsageRecord[];
  /** ISO 8601. */
  readonly recordedAt: string;
}

/**
 * Keeps the result of every paid call from before its activity completes, so that a later attempt finds it and does not pay again.
 * Every worker process that may run the next attempt must see the same journal.
 */
export interface Journal extends RunRecords {
  /** The record under `key`, or `undefined`. The caller compares the fingerprint. */
  get(key: string): Promise<JournalRecord | undefined>;

  /**
   * Records a result; when it resolves, the record outlives the process. For calls of one fingerprint the first record under a key stays;
   * a record with another fingerprint, which is another call, replaces it.
   */
  put(record: JournalRecord): Promise<void>;

  /** Lets go of files and connections. A later `get` or `put` opens them again. */
  close(): Promise<void>;
}
