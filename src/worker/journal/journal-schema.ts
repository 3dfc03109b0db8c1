/** What each version of the schema changed. Append only: `user_version` in a user's file counts them. */
export const JOURNAL_MIGRATIONS = [
  `CREATE TABLE journal (
    key TEXT PRIMARY KEY,
    v INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    value TEXT NOT NULL,
    usage TEXT NOT NULL,
    recorded_at TEXT NOT NULL
  ) STRICT`,
  'ALTER TABLE journal ADD COLUMN workflow_id TEXT; ALTER TABLE journal ADD COLUMN tenant TEXT',
] as const;

export const FIND_RECORD = 'SELECT * FROM journal WHERE key = ?';

/** One statement, so that of two processes with the same call exactly one writes. */
export const PUT_RECORD = `
  INSERT INTO journal (key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant)
  VALUES (:key, :v, :fingerprint, :value, :usage, :recorded_at, :workflow_id, :tenant)
  ON CONFLICT (key) DO UPDATE SET
    v = excluded.v, fingerprint = excluded.fingerprint, value = excluded.value, usage = excluded.usage, recorded_at = excluded.recorded_at,
    workflow_id = excluded.workflow_id, tenant = excluded.tenant
  WHERE journal.fingerprint <> excluded.fingerprint`;

/** A page of rows after a key: few, as each may hold megabytes. */
export const PAGE_OF_ROWS = 'SELECT key, value, recorded_at, workflow_id, tenant FROM journal WHERE key > ? ORDER BY key LIMIT 100';

export const FORGET_RECORDS = 'DELETE FROM journal WHERE key IN (SELECT value FROM json_each(?))';
