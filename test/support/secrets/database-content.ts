import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A server that still writes holds the file for moments. */
const LOCKED_MS = 10_000;

/** All that an SQLite database holds: its files as they are, and every value, since long ones are scattered over pages. */
export function databaseContent(file: string): Buffer {
  const files = [file, `${file}-wal`].filter((name) => existsSync(name)).map((name) => readFileSync(name));
  return Buffer.concat([...files, ...valuesOf(file)]);
}

function valuesOf(file: string): readonly Buffer[] {
  const database = new DatabaseSync(file, { readOnly: true, timeout: LOCKED_MS });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const rows = tables.flatMap(({ name }) => {
      const statement = database.prepare(`SELECT * FROM "${String(name)}"`);
      statement.setReadBigInts(true);
      return statement.all();
    });
    return rows.flatMap((row) =>
      Object.values(row).map((value) => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value)))),
    );
  } finally {
    database.close();
  }
}
