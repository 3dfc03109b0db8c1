import type { Json } from '../../shared/contract/json.js';
import { LedgerUnavailable } from '../../shared/errors/ledger-unavailable.js';
import type { EntryStatus, LedgerEntry } from './ledger-entry.js';
import type { RunRow } from '../records/run-records.js';
import type { LedgerResult } from './ledger.js';

/** A row of the table `ledger`, with what is left of its lease. Pinned by `test/unit/ledger/samples/`. */
interface LedgerRow {
  readonly key: string;
  readonly v: number | string;
  readonly fingerprint: string;
  readonly status: EntryStatus;
  /** A text where the database's integers are longer than numbers. */
  readonly fence: number | string;
  readonly result: string | null;
  readonly remaining_ms: number | string;
}

/** @throws `LedgerUnavailable` for a row of a version this code does not know. */
export function fromLedgerRow(row: Readonly<Record<string, unknown>>, ledger: string): LedgerEntry {
  const { key, v, fingerprint, status, fence, result, remaining_ms: remainingMs } = row as unknown as LedgerRow;
  if (Number(v) !== 1) {
    throw new LedgerUnavailable({
      ledger,
      problem: `has a row of version ${v} under '${key}', and this version of Onceward knows 1`,
      hint: 'Run the newest version of Onceward on every worker that shares the ledger.',
    });
  }
  const parsed = result === null ? undefined : (JSON.parse(result) as LedgerResult);
  return { fingerprint, status, fence: Number(fence), remainingMs: Number(remainingMs), result: parsed };
}

/** Whose row it is, since when, and what it holds. */
export function toLedgerRunRow(row: Readonly<Record<string, unknown>>): RunRow {
  const { key, begun_ms: begunMs, workflow_id: workflowId, tenant, result } = row as unknown as LedgerRunRow;
  return {
    key,
    recordedAt: new Date(Number(begunMs)).toISOString(),
    ...(workflowId !== null && { workflowId }),
    ...(tenant !== null && { tenant }),
    ...(result !== null && { value: JSON.parse(result) as Json }),
  };
}

interface LedgerRunRow {
  readonly key: string;
  readonly begun_ms: number | string;
  readonly workflow_id: string | null;
  readonly tenant: string | null;
  readonly result: string | null;
}
