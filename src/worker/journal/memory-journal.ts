import type { Journal, JournalRecord } from './journal.js';
import type { RunRow } from '../records/run-records.js';

/** A journal in this process's memory, for tests: it is gone with the process. `name` defaults to `memory`. */
export function memoryJournal({ name = 'memory' }: { readonly name?: string } = {}): Journal {
  const records = new Map<string, string>();
  // Kept as text, as every lasting journal does: later changes of the caller's objects must not reach the record.
  const find = (key: string): JournalRecord | undefined => {
    const text = records.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as JournalRecord);
  };
  return {
    name,
    get: async (key) => find(key),
    put: async (record) => {
      if (find(record.key)?.fingerprint !== record.fingerprint) records.set(record.key, JSON.stringify(record));
    },
    rows: async function* rows() {
      for (const text of records.values()) yield toRunRow(JSON.parse(text) as JournalRecord);
    },
    forget: async (keys) => {
      for (const key of keys) records.delete(key);
    },
    close: async () => {},
  };
}

function toRunRow({ key, value, workflowId, tenant, recordedAt }: JournalRecord): RunRow {
  return { key, value, recordedAt, ...(workflowId !== undefined && { workflowId }), ...(tenant !== undefined && { tenant }) };
}
