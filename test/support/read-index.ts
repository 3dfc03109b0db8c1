import { DatabaseSync } from 'node:sqlite';
import { getLoadablePath } from 'sqlite-vec';

/** What stands in the file of a `SqliteVectorStore`: the vector of each text. Empty when there is none yet. */
export function readIndex(file: string): ReadonlyMap<string, readonly number[]> {
  const database = new DatabaseSync(file, { allowExtension: true, timeout: 10_000 });
  try {
    database.loadExtension(getLoadablePath());
    const isThere = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'vectors'").get() !== undefined;
    const rows = isThere ? database.prepare('SELECT content, embedding AS vector FROM documents JOIN vectors USING (rowid)').all() : [];
    return new Map(
      rows.map(({ content, vector }) => [String(content), [...new Float32Array(Uint8Array.from(vector as Uint8Array).buffer)]]),
    );
  } finally {
    database.close();
  }
}
