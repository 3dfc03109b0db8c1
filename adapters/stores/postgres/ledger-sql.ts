/** What each version of the table changed. Append only: `schema_version` in a user's database counts them. */
export function ledgerMigrations(schema: string): readonly string[] {
  return [
    `CREATE TABLE ${schema}.ledger (
      key text PRIMARY KEY,
      v integer NOT NULL,
      fingerprint text NOT NULL,
      status text NOT NULL,
      fence bigint NOT NULL,
      owner text NOT NULL,
      lease_until timestamptz NOT NULL,
      result text,
      effect text,
      effect_fence bigint,
      begun_at timestamptz NOT NULL,
      ended_at timestamptz
    )`,
    `ALTER TABLE ${schema}.ledger ADD COLUMN workflow_id text, ADD COLUMN tenant text`,
  ];
}

/** Statements on the ledger, by what they are for. All leases are measured by the database's clock, and as it is now, not when a transaction began. */
export interface LedgerSql {
  readonly begin: string;
  readonly find: string;
  readonly complete: string;
  readonly fail: string;
  readonly extend: string;
  readonly findEffect: string;
  readonly recordEffect: string;
  /** A page of rows after a key: few, as each may hold some tens of kilobytes. */
  readonly page: string;
  readonly forget: string;
}

export function ledgerSql(schema: string): LedgerSql {
  const table = `${schema}.ledger`;
  const now = 'clock_timestamp()';
  const leaseOf = (parameter: string): string => `${now} + ${parameter}::double precision * interval '1 millisecond'`;
  const isOver = `(l.status = 'unknown' OR (l.status = 'in-flight' AND l.lease_until <= ${now}))`;
  return {
    // One statement, so that of all that ask at the same time one begins. An effect that was committed with this row makes the outcome known.
    begin: `
      INSERT INTO ${table} AS l (key, v, fingerprint, status, fence, owner, lease_until, begun_at, workflow_id, tenant)
      VALUES ($1, 1, $2, 'in-flight', 1, $3, ${leaseOf('$4')}, ${now}, $6, $7)
      ON CONFLICT (key) DO UPDATE SET
        fingerprint = excluded.fingerprint, status = 'in-flight', fence = l.fence + 1, owner = excluded.owner,
        lease_until = ${leaseOf('$4')}, begun_at = ${now}, ended_at = NULL,
        workflow_id = excluded.workflow_id, tenant = excluded.tenant
      WHERE l.v = 1 AND (l.status = 'released' OR (
        l.fingerprint = excluded.fingerprint AND (l.fence = $5::bigint OR l.effect IS NOT NULL) AND ${isOver}))
      RETURNING fence`,
    find: `SELECT *, extract(epoch FROM (lease_until - ${now})) * 1000 AS remaining_ms FROM ${table} WHERE key = $1`,
    complete: `UPDATE ${table} SET status = 'done', result = $3, ended_at = ${now} WHERE key = $1 AND fence = $2 AND status <> 'done' RETURNING fence`,
    // What was committed with this row happened, whatever the attempt says afterwards.
    fail: `
      UPDATE ${table} SET status = CASE WHEN effect IS NULL THEN $3 ELSE 'unknown' END, ended_at = ${now}
      WHERE key = $1 AND fence = $2 AND status <> 'done' RETURNING fence`,
    extend: `UPDATE ${table} SET lease_until = ${leaseOf('$3')} WHERE key = $1 AND fence = $2 AND status = 'in-flight' RETURNING fence`,
    findEffect: `SELECT fence, status, effect, effect_fence FROM ${table} WHERE key = $1`,
    recordEffect: `
      UPDATE ${table} SET effect = $3, effect_fence = fence
      WHERE key = $1 AND fence = $2 AND effect IS NULL AND status IN ('in-flight', 'unknown') RETURNING fence`,
    page: `
      SELECT key, COALESCE(result, effect) AS result, extract(epoch FROM begun_at) * 1000 AS begun_ms, workflow_id, tenant
      FROM ${table} WHERE key > $1 ORDER BY key LIMIT 500`,
    forget: `DELETE FROM ${table} WHERE key = ANY($1)`,
  };
}
