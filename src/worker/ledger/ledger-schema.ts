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
  'ALTER TABLE ledger ADD COLUMN workflow_id TEXT; ALTER TABLE ledger ADD COLUMN tenant TEXT',
] as const;

/** Seconds since 1970 with a fraction, as the database sees the time. */
const NOW = "unixepoch('subsec')";

/**
 * One statement, so that of all that ask at the same time one begins. A write begins anew when its last attempt is known to have done
 * nothing, or when somebody decided that the attempt with this fence, whose outcome is unknown, is to be repeated.
 */
export const BEGIN = `
  INSERT INTO ledger (key, v, fingerprint, status, fence, owner, lease_until, begun_at, workflow_id, tenant)
  VALUES (:key, 1, :fingerprint, 'in-flight', 1, :owner, ${NOW} + :leaseMs / 1000.0, ${NOW}, :workflowId, :tenant)
  ON CONFLICT (key) DO UPDATE SET
    fingerprint = excluded.fingerprint, status = 'in-flight', fence = ledger.fence + 1, owner = excluded.owner,
    lease_until = excluded.lease_until, begun_at = excluded.begun_at, ended_at = NULL,
    workflow_id = excluded.workflow_id, tenant = excluded.tenant
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

/** A page of rows after a key: few, as each may hold some tens of kilobytes. */
export const PAGE_OF_WRITES =
  'SELECT key, result, begun_at * 1000 AS begun_ms, workflow_id, tenant FROM ledger WHERE key > ? ORDER BY key LIMIT 500';

export const FORGET_WRITES = 'DELETE FROM ledger WHERE key IN (SELECT value FROM json_each(?))';
