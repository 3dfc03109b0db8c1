import { LeaseLost } from '../../shared/errors/lease-lost.js';
import type { EntryStatus, LedgerEntry } from './ledger-entry.js';
import { toLedgerState } from './ledger-entry.js';
import type { Json } from '../../shared/contract/json.js';
import type { RowOwner, RunRow } from '../records/run-records.js';
import type { Ledger, LedgerRequest, LedgerState } from './ledger.js';

interface Row extends RowOwner {
  /** ISO 8601. */
  readonly begunAt: string;
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
    rows: async function* all() {
      for (const [key, row] of rows) yield toRunRow(key, row);
    },
    async forget(keys) {
      for (const key of keys) rows.delete(key);
    },
    close: async () => {},
  };
}

function begin(rows: Map<string, Row>, { key, fingerprint, leaseMs, takeOver, workflowId, tenant }: LedgerRequest): LedgerState {
  const row = rows.get(key);
  const entry = row && toEntry(row);
  const state = entry && toLedgerState(entry, fingerprint);
  if (state !== undefined && !(state.status === 'unknown' && state.fence === takeOver)) return state;
  const fence = (row?.fence ?? 0) + 1;
  // Monotonic: a change of the machine's clock ends no lease.
  const leaseUntilMs = performance.now() + leaseMs;
  const begunAt = new Date().toISOString();
  rows.set(key, { fingerprint, fence, status: 'in-flight', leaseUntilMs, result: undefined, begunAt, workflowId, tenant });
  return { status: 'new', fence };
}

function toEntry({ leaseUntilMs, result, ...row }: Row): LedgerEntry {
  const parsed = result === undefined ? undefined : (JSON.parse(result) as LedgerEntry['result']);
  return { ...row, remainingMs: leaseUntilMs - performance.now(), result: parsed };
}

function toRunRow(key: string, { begunAt, workflowId, tenant, result }: Row): RunRow {
  return {
    key,
    recordedAt: begunAt,
    ...(workflowId !== undefined && { workflowId }),
    ...(tenant !== undefined && { tenant }),
    ...(result !== undefined && { value: JSON.parse(result) as Json }),
  };
}
