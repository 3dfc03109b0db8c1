/** What each version of the table changed. Append only: `schema_version` in a user's database counts them. */
export function journalMigrations(schema: string): readonly string[] {
  return [
    `CREATE TABLE ${schema}.journal (
      key text PRIMARY KEY,
      v integer NOT NULL,
      fingerprint text NOT NULL,
      value text NOT NULL,
      usage text NOT NULL,
      recorded_at text NOT NULL,
      workflow_id text,
      tenant text
    )`,
  ];
}

/** Statements on the journal, by what they are for. */
export interface JournalSql {
  readonly find: string;
  readonly put: string;
  /** A page of rows after a key: few, as each may hold megabytes. */
  readonly page: string;
  readonly forget: string;
}

export function journalSql(schema: string): JournalSql {
  const table = `${schema}.journal`;
  return {
    find: `SELECT * FROM ${table} WHERE key = $1`,
    // One statement, so that of two workers with the same call exactly one writes.
    put: `
      INSERT INTO ${table} AS j (key, v, fingerprint, value, usage, recorded_at, workflow_id, tenant)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (key) DO UPDATE SET
        v = excluded.v, fingerprint = excluded.fingerprint, value = excluded.value, usage = excluded.usage,
        recorded_at = excluded.recorded_at, workflow_id = excluded.workflow_id, tenant = excluded.tenant
      WHERE j.fingerprint <> excluded.fingerprint`,
    page: `SELECT key, value, recorded_at, workflow_id, tenant FROM ${table} WHERE key > $1 ORDER BY key LIMIT 100`,
    forget: `DELETE FROM ${table} WHERE key = ANY($1)`,
  };
}
