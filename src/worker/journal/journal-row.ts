import type { Json } from '../../shared/contract/json.js';
import type { UsageRecord } from '../../shared/contract/usage-record.js';
import { JournalUnavailable } from '../../shared/errors/journal-unavailable.js';
import type { JournalRecord } from './journal.js';
import type { RunRow } from '../records/run-records.js';

/** A record as the table `journal` holds it, one column a field. Pinned by `test/unit/journal/samples/`. */
export type JournalRow = Record<'key' | 'fingerprint' | 'value' | 'usage' | 'recorded_at', string> &
  Record<'workflow_id' | 'tenant', string | null> & { v: number };

export function toJournalRow({ v, key, fingerprint, value, usage, recordedAt, workflowId, tenant }: JournalRecord): JournalRow {
  const run = { recorded_at: recordedAt, workflow_id: workflowId ?? null, tenant: tenant ?? null };
  return { key, v, fingerprint, value: JSON.stringify(value), usage: JSON.stringify(usage), ...run };
}

/** @throws `JournalUnavailable` for a record of a version this code does not know. */
export function fromJournalRow(row: Readonly<Record<string, unknown>>, journal: string): JournalRecord {
  const { v, fingerprint, usage } = row as JournalRow;
  if (v !== 1) {
    throw new JournalUnavailable({
      journal,
      problem: `has a record of version ${v} under '${String(row['key'])}', and this version of Onceward knows 1`,
      hint: 'Run the newest version of Onceward on every worker that shares the journal.',
    });
  }
  return { v, fingerprint, usage: JSON.parse(usage) as UsageRecord[], ...toRunRow(row) };
}

/** Whose row it is, since when, and what it holds. */
export function toRunRow(row: Readonly<Record<string, unknown>>): RunRow & Pick<JournalRecord, 'value'> {
  const { key, value, recorded_at: recordedAt, workflow_id: workflowId, tenant } = row as JournalRow;
  return {
    key,
    value: JSON.parse(value) as Json,
    recordedAt,
    ...(workflowId !== null && { workflowId }),
    ...(tenant !== null && { tenant }),
  };
}
