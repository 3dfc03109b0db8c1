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
] as const;

export const FIND_RECORD = 'SELECT * FROM journal WHERE key = ?';

/** One statement, so that of two processes with the same call exactly one writes. */
export const PUT_RECORD = `
  INSERT INTO journal (key, v, fingerprint, value, usage, recorded_at) VALUES (:key, :v, :fingerprint, :value, :usage, :recorded_at)
  ON CONFLICT (key) DO UPDATE SET
    v = excluded.v, fingerprint = excluded.fingerprint, value = excluded.value, usage = excluded.usage, recorded_at = excluded.recorded_at
  WHERE journal.fingerprint <> excluded.fingerprint`;
