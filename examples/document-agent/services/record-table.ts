import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** A row of a downstream system. */
export interface DownstreamRecord {
  readonly id: string;
  readonly idempotencyKey: string | null;
  /** SHA-256 of the request body that wrote it: two rows with the same one were written twice. */
  readonly fingerprint: string;
  readonly body: unknown;
  readonly createdAt: string;
  /** When it was taken back; null while it stands. */
  readonly deletedAt: string | null;
}

export interface RecordTable {
  findByKey(idempotencyKey: string): DownstreamRecord | undefined;
  /** @param body JSON text */
  insert(row: { readonly idempotencyKey: string | undefined; readonly fingerprint: string; readonly body: string }): DownstreamRecord;
  /** Takes a row back, once or again; undefined when there is no such row. */
  delete(id: string): DownstreamRecord | undefined;
  /** All rows in the order they were written, those taken back included. */
  list(): DownstreamRecord[];
}

export const RECORD_TABLE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, idempotency_key TEXT, fingerprint TEXT NOT NULL, body TEXT NOT NULL,
    created_at TEXT NOT NULL, deleted_at TEXT);`;

export function createRecordTable(database: DatabaseSync): RecordTable {
  const selectByKey = database.prepare('SELECT * FROM records WHERE idempotency_key = ? ORDER BY number LIMIT 1');
  const insert = database.prepare(
    'INSERT INTO records (id, idempotency_key, fingerprint, body, created_at) VALUES (?, ?, ?, ?, ?) RETURNING *',
  );
  const setDeleted = database.prepare('UPDATE records SET deleted_at = COALESCE(deleted_at, ?) WHERE id = ? RETURNING *');
  const select = database.prepare('SELECT * FROM records ORDER BY number');
  const now = (): string => new Date().toISOString();
  const optional = (row: Record<string, SQLOutputValue> | undefined): DownstreamRecord | undefined =>
    row === undefined ? undefined : toRecord(row);
  return {
    findByKey: (idempotencyKey) => optional(selectByKey.get(idempotencyKey)),
    insert: ({ idempotencyKey, fingerprint, body }) =>
      toRecord(insert.get(randomUUID(), idempotencyKey ?? null, fingerprint, body, now()) ?? {}),
    delete: (id) => optional(setDeleted.get(now(), id)),
    list: () => select.all().map(toRecord),
  };
}

function toRecord(row: Record<string, SQLOutputValue>): DownstreamRecord {
  return {
    id: String(row['id']),
    idempotencyKey: row['idempotency_key'] === null ? null : String(row['idempotency_key']),
    fingerprint: String(row['fingerprint']),
    body: JSON.parse(String(row['body'])),
    createdAt: String(row['created_at']),
    deletedAt: row['deleted_at'] === null ? null : String(row['deleted_at']),
  };
}
