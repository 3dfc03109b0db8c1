import { LeaseLost } from '../../shared/errors/lease-lost.js';
import type { EntryStatus, LedgerEntry } from './ledger-entry.js';
import { toLedgerState } from './ledger-entry.js';
import type { Ledger, LedgerRequest, LedgerState } from './ledger.js';

interface Row {
  readonly fingerprint: string;
  readonly fence: number;
  status: EntryStatus;
  leaseUntilMs: number;
  /** As text, as every lasting ledger keeps it: later changes of the caller's objects must not reach it. */
  result: string | undefined;
}

/** A ledger in this process's memory, for tests: it is gone with the process. `name` defaults to `memory`. */
export function memoryLedger({ name = 'memory' }: { readonly name?: string } = {}): Ledger {
  const rows = new Map<string, Row>();
  const held = (key: string, fence: number): Row => {
    const row = rows.get(key);
    if (row?.fence !== fence) throw new LeaseLost({ key, fence });
    return row;
  };
  return {
    name,
    begin: async (request) => begin(rows, request),
    async complete(key, fence, result) {
      const row = held(key, fence);
      if (row.status === 'done') return;
      row.status = 'done';
      row.result = JSON.stringify(result);
    },
    async fail(key, fence, failure) {
      const row = held(key, fence);
      if (row.status !== 'done') row.status = failure;
    },
    async extend(key, fence, leaseMs) {
      const row = held(key, fence);
      if (row.status !== 'in-flight') throw new LeaseLost({ key, fence });
      row.leaseUntilMs = performance.now() + leaseMs;
    },
    close: async () => {},
  };
}

function begin(rows: Map<string, Row>, { key, fingerprint, leaseMs, takeOver }: LedgerRequest): LedgerState {
  const row = rows.get(key);
  const entry = row && toEntry(row);
  const state = entry && toLedgerState(entry, fingerprint);
  if (state !== undefined && !(state.status === 'unknown' && state.fence === takeOver)) return state;
  const fence = (row?.fence ?? 0) + 1;
  // Monotonic: a change of the machine's clock ends no lease.
  rows.set(key, { fingerprint, fence, status: 'in-flight', leaseUntilMs: performance.now() + leaseMs, result: undefined });
  return { status: 'new', fence };
}

function toEntry({ leaseUntilMs, result, ...row }: Row): LedgerEntry {
  const parsed = result === undefined ? undefined : (JSON.parse(result) as LedgerEntry['result']);
  return { ...row, remainingMs: leaseUntilMs - performance.now(), result: parsed };
}
