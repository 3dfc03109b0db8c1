import type { DatabaseSync } from 'node:sqlite';
import { JournalUnavailable } from '../../shared/errors/journal-unavailable.js';

/** What each version of the schema changed. Append only: `user_version` in a user's file counts them. */
const MIGRATIONS = [
  `CREATE TABLE journal (
    key TEXT PRIMARY KEY,
    v INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    value TEXT NOT NULL,
    usage TEXT NOT NULL,
    recorded_at TEXT NOT NULL
  ) STRICT`,
] as const;

/** Brings the schema to the newest version, once, also when several processes come at the same time. After an error the connection must be closed. */
export function migrateJournal(connection: DatabaseSync, file: string): void {
  if (versionOf(connection) === MIGRATIONS.length) return;
  connection.exec('BEGIN IMMEDIATE');
  // Another process may have migrated while this one waited.
  const version = versionOf(connection);
  if (version > MIGRATIONS.length) throw tooNew(file, version);
  for (const migration of MIGRATIONS.slice(version)) connection.exec(migration);
  connection.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  connection.exec('COMMIT');
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
}

function tooNew(file: string, version: number): JournalUnavailable {
  return new JournalUnavailable({
    file,
    problem: `has schema version ${version}, and this version of Onceward knows ${MIGRATIONS.length}`,
    hint: 'Run the newest version of Onceward on every worker that shares the file.',
  });
}
