import type { Hash } from '../../shared/contract/json.js';
import type { LedgerResult, LedgerState } from './ledger.js';

/** Where the write under a key stands. */
export type EntryStatus = 'in-flight' | 'done' | 'released' | 'unknown';

/** One write as a ledger reads it, with its lease measured by the ledger's clock. */
export interface LedgerEntry {
  readonly fingerprint: Hash;
  readonly status: EntryStatus;
  readonly fence: number;
  /** 0 or less: it ran out. */
  readonly remainingMs: number;
  readonly result: LedgerResult | undefined;
}

/**
 * What an asker is told about a write that it may not begin. `undefined`: it may after all, since the attempt was released after it asked.
 */
export function toLedgerState(entry: LedgerEntry, fingerprint: Hash): LedgerState | undefined {
  const { status, fence, remainingMs, result } = entry;
  if (status === 'released') return undefined;
  if (entry.fingerprint !== fingerprint) return { status: 'conflict', fingerprint: entry.fingerprint };
  if (status === 'done') return { status: 'done', result: result ?? { v: 1, value: null } };
  if (status === 'in-flight' && remainingMs > 0) return { status: 'in-flight', remainingMs: Math.ceil(remainingMs) };
  return { status: 'unknown', fence };
}
