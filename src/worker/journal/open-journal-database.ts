import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { migrateJournal } from './journal-schema.js';

export interface JournalDatabase {
  readonly connection: DatabaseSync;
  readonly find: StatementSync;
  readonly record: StatementSync;
}

/** One statement, so that of two processes with the same call exactly one writes. */
const RECORD = `
  INSERT INTO journal (key, v, fingerprint, value, usage, recorded_at) VALUES (:key, :v, :fingerprint, :value, :usage, :recorded_at)
  ON CONFLICT (key) DO UPDATE SET
    v = excluded.v, fingerprint = excluded.fingerprint, value = excluded.value, usage = excluded.usage, recorded_at = excluded.recorded_at
  WHERE journal.fingerprint <> excluded.fingerprint`;

/** Opens the file, creates it and its folder if need be, and brings its schema to the newest version. */
export async function openJournalDatabase(file: string): Promise<JournalDatabase> {
  await mkdir(dirname(file), { recursive: true });
  // Loaded only when a journal is used: importing it prints a warning on Node 22.
  const { DatabaseSync: Database } = await import('node:sqlite');
  const connection = new Database(file);
  try {
    configure(connection);
    migrateJournal(connection, file);
    return { connection, find: connection.prepare('SELECT * FROM journal WHERE key = ?'), record: connection.prepare(RECORD) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function configure(connection: DatabaseSync): void {
  // Short, because waiting in here blocks the event loop, and with it every heartbeat of the worker: `retryWhileBusy` waits the longer time.
  connection.exec('PRAGMA busy_timeout = 200');
  // Readers and the writer do not wait for each other.
  connection.exec('PRAGMA journal_mode = WAL');
  // A commit is in the operating system's hands when it returns, and outlives the process, however that dies. Only a power cut can take the
  // last commits back, without damage to the file; those calls would be paid again. `FULL` would cost an fsync per record.
  connection.exec('PRAGMA synchronous = NORMAL');
}
