import type { DatabaseSync } from 'node:sqlite';

/** A problem with a database file, in the words of whoever keeps something in it. */
export type UnavailableError = (problem: string, hint: string, cause?: unknown) => Error;

/**
 * Brings a schema to its newest version, once, also when several processes come at the same time. `user_version` in the file counts the
 * migrations it has had. After an error the connection must be closed.
 */
export function migrate(connection: DatabaseSync, migrations: readonly string[], unavailable: UnavailableError): void {
  if (versionOf(connection) === migrations.length) return;
  connection.exec('BEGIN IMMEDIATE');
  // Another process may have migrated while this one waited.
  const version = versionOf(connection);
  if (version > migrations.length) {
    throw unavailable(
      `has schema version ${version}, and this version of Onceward knows ${migrations.length}`,
      'Run the newest version of Onceward on every worker that shares the file.',
    );
  }
  for (const migration of migrations.slice(version)) connection.exec(migration);
  connection.exec(`PRAGMA user_version = ${migrations.length}`);
  connection.exec('COMMIT');
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
}
