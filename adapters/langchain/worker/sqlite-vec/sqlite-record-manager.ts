import { RecordManager, type ListKeyOptions, type UpdateOptions } from '@langchain/core/indexing';
import type { SQLInputValue } from 'node:sqlite';
import type { VectorDatabase } from './vector-database.js';

const UPSERT = `
  INSERT INTO records (key, group_id, updated_at) VALUES (?, ?, max(?, ?))
  ON CONFLICT (key) DO UPDATE SET group_id = coalesce(excluded.group_id, group_id), updated_at = excluded.updated_at`;
const NOW = `SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now`;
/** All that is asked for goes as one JSON list: SQLite takes a limited number of parameters. */
const IN_LIST = 'IN (SELECT value FROM json_each(?))';

/** LangChain's record of what is indexed, in the file with the vectors: what one process wrote, another one knows. Times are milliseconds since 1970. */
export class SqliteRecordManager extends RecordManager {
  readonly #database: VectorDatabase;

  constructor(database: VectorDatabase) {
    super({});
    this.#database = database;
  }

  /** Nothing to do: the file has its tables from when it is opened. */
  override async createSchema(): Promise<void> {
    await this.#database.run(() => undefined);
  }

  override getTime(): Promise<number> {
    return this.#database.run((database) => Number(database.prepare(NOW).get()?.['now']));
  }

  override update(keys: string[], { groupIds = [], timeAtLeast = 0 }: UpdateOptions = {}): Promise<void> {
    return this.#database.transaction((database) => {
      const now = Number(database.prepare(NOW).get()?.['now']);
      const upsert = database.prepare(UPSERT);
      // A clock that was set back makes nothing look older than it is.
      for (const [index, key] of keys.entries()) upsert.run(key, groupIds[index] ?? null, now, timeAtLeast);
    });
  }

  override exists(keys: string[]): Promise<boolean[]> {
    return this.#database.run((database) => {
      const rows = database.prepare(`SELECT key FROM records WHERE key ${IN_LIST}`).all(JSON.stringify(keys));
      const known = new Set(rows.map(({ key }) => key));
      return keys.map((key) => known.has(key));
    });
  }

  override listKeys({ before, after, groupIds, limit }: ListKeyOptions = {}): Promise<string[]> {
    const conditions: [sql: string, value: SQLInputValue][] = [
      ...(before === undefined ? [] : ([['updated_at < ?', before]] as [string, number][])),
      ...(after === undefined ? [] : ([['updated_at > ?', after]] as [string, number][])),
      ...(groupIds === undefined ? [] : ([[`group_id ${IN_LIST}`, JSON.stringify(groupIds)]] as [string, string][])),
    ];
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
    const sql = `SELECT key FROM records ${where} ORDER BY key LIMIT ?`;
    return this.#database.run((database) =>
      database
        .prepare(sql)
        .all(...conditions.map(([, value]) => value), limit ?? -1)
        .map(({ key }) => String(key)),
    );
  }

  override deleteKeys(keys: string[]): Promise<void> {
    return this.#database.transaction((database) => {
      database.prepare(`DELETE FROM records WHERE key ${IN_LIST}`).run(JSON.stringify(keys));
    });
  }
}
