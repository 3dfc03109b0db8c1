/** What each version of the schema changed. Append only: `user_version` in a user's file counts them. */
export const LEDGER_MIGRATIONS = [
  `CREATE TABLE ledger (
    key TEXT PRIMARY KEY,
    v INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    status TEXT NOT NULL,
    fence INTEGER NOT NULL,
    owner TEXT NOT NULL,
    lease_until REAL NOT NULL,
    result TEXT,
    begun_at REAL NOT NULL,
    ended_at REAL
  ) STRICT`,
] as const;

/** Seconds since 1970 with a fraction, as the database sees the time. */
const NOW = "unixepoch('subsec')";

/**
 * One statement, so that of all that ask at the same time one begins. A write begins anew when its last attempt is known to have done
 * nothing, or when somebody decided that the attempt with this fence, whose outcome is unknown, is to be repeated.
 */
export const BEGIN = `
  INSERT INTO ledger (key, v, fingerprint, status, fence, owner, lease_until, begun_at)
  VALUES (:key, 1, :fingerprint, 'in-flight', 1, :owner, ${NOW} + :leaseMs / 1000.0, ${NOW})
  ON CONFLICT (key) DO UPDATE SET
    fingerprint = excluded.fingerprint, status = 'in-flight', fence = ledger.fence + 1, owner = excluded.owner,
    lease_until = excluded.lease_until, begun_at = excluded.begun_at, ended_at = NULL
  WHERE ledger.v = 1 AND (ledger.status = 'released' OR (
    ledger.fence = :takeOver AND ledger.fingerprint = excluded.fingerprint
    AND (ledger.status = 'unknown' OR (ledger.status = 'in-flight' AND ledger.lease_until <= ${NOW}))))
  RETURNING fence`;

export const FIND = `SELECT *, (lease_until - ${NOW}) * 1000.0 AS remaining_ms FROM ledger WHERE key = ?`;

export const COMPLETE = `
  UPDATE ledger SET status = 'done', result = :result, ended_at = ${NOW}
  WHERE key = :key AND fence = :fence AND status <> 'done' RETURNING fence`;

export const FAIL = `
  UPDATE ledger SET status = :status, ended_at = ${NOW} WHERE key = :key AND fence = :fence AND status <> 'done' RETURNING fence`;

export const EXTEND = `
  UPDATE ledger SET lease_until = ${NOW} + :leaseMs / 1000.0
  WHERE key = :key AND fence = :fence AND status = 'in-flight' RETURNING fence`;
