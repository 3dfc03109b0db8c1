import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ServiceRequest } from './service-request.ts';

/** One request that arrived, as `GET /bill` and `GET /requests` list it. Times are ISO strings. */
export interface LoggedRequest {
  /** From 1, in the order of arrival. */
  readonly id: number;
  /** What it was about: the extraction pass, the company, the kind of write. */
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly fingerprint: string;
  readonly arrivedAt: string;
  /** When the answer was ready; null while it is at work, or when it never became ready. */
  readonly answeredAt: string | null;
  readonly status: number | null;
  /** True when the answer was sent to a client that was still there. */
  readonly finished: boolean;
  /** Only when the bodies were asked for. */
  readonly body?: string;
}

export interface RequestLog {
  /** Records the arrival, before anything else happens, and gives the request's id. */
  arrived(request: ServiceRequest, label: string): number;
  answered(id: number, status: number): void;
  finished(id: number): void;
  list(filter: { readonly label?: string | undefined; readonly bodies: boolean }): LoggedRequest[];
}

export const REQUEST_LOG_SCHEMA = `
  CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, idempotency_key TEXT, fingerprint TEXT NOT NULL,
    body TEXT NOT NULL, arrived_at TEXT NOT NULL, answered_at TEXT, status INTEGER, finished INTEGER NOT NULL DEFAULT 0);`;

const INSERT = `
  INSERT INTO requests (label, method, path, idempotency_key, fingerprint, body, arrived_at) VALUES (?, ?, ?, ?, ?, ?, ?)`;

export function createRequestLog(database: DatabaseSync): RequestLog {
  const insert = database.prepare(INSERT);
  const setAnswered = database.prepare('UPDATE requests SET answered_at = ?, status = ? WHERE id = ?');
  const setFinished = database.prepare('UPDATE requests SET finished = 1 WHERE id = ?');
  const select = database.prepare('SELECT * FROM requests WHERE ?1 IS NULL OR label = ?1 ORDER BY id');
  const now = (): string => new Date().toISOString();
  return {
    arrived: ({ method, url, idempotencyKey, fingerprint, body }, label) =>
      Number(insert.run(label, method, url.pathname, idempotencyKey ?? null, fingerprint, body, now()).lastInsertRowid),
    answered: (id, status) => void setAnswered.run(now(), status, id),
    finished: (id) => void setFinished.run(id),
    list: ({ label, bodies }) => select.all(label ?? null).map((row) => toLoggedRequest(row, bodies)),
  };
}

function toLoggedRequest(row: Record<string, SQLOutputValue>, bodies: boolean): LoggedRequest {
  const textOrNull = (column: string): string | null => (row[column] === null ? null : String(row[column]));
  return {
    id: Number(row['id']),
    label: String(row['label']),
    method: String(row['method']),
    path: String(row['path']),
    idempotencyKey: textOrNull('idempotency_key'),
    fingerprint: String(row['fingerprint']),
    arrivedAt: String(row['arrived_at']),
    answeredAt: textOrNull('answered_at'),
    status: row['status'] === null ? null : Number(row['status']),
    finished: row['finished'] === 1,
    ...(bodies ? { body: String(row['body']) } : {}),
  };
}
