import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { getLoadablePath } from 'sqlite-vec';
import { VECTOR_DIMENSIONS } from './embed-texts.ts';
import type { Chunk } from './split-text.ts';

export interface EmbeddedChunk extends Chunk {
  readonly vector: Float32Array;
}

export interface FoundChunk extends Chunk {
  /** From 0 (the same direction) to 2 (the opposite one). */
  readonly distance: number;
}

export interface VectorStore {
  /** Stores a chunk; one that is there already, by page and ordinal, is replaced, so that a repeated call changes nothing. */
  add(chunk: EmbeddedChunk): void;
  /** The nearest chunks, nearest first. */
  search(vector: Float32Array, count: number): FoundChunk[];
  close(): void;
}

const BUSY_TIMEOUT_MS = 10_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS chunks (
    id INTEGER PRIMARY KEY, page INTEGER NOT NULL, ordinal INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (page, ordinal));
  CREATE VIRTUAL TABLE IF NOT EXISTS vectors USING vec0(embedding float[${VECTOR_DIMENSIONS}] distance_metric=cosine);`;
const UPSERT_CHUNK = `
  INSERT INTO chunks (page, ordinal, text) VALUES (?, ?, ?)
  ON CONFLICT (page, ordinal) DO UPDATE SET text = excluded.text RETURNING id`;
const SEARCH = `
  SELECT chunks.page, chunks.ordinal, chunks.text, found.distance
  FROM (SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ?) AS found
  JOIN chunks ON chunks.id = found.rowid ORDER BY found.distance, chunks.page, chunks.ordinal`;

/** Opens the vectors of one document in an SQLite file, made when it is missing. Several processes may have it open at once. */
export function openVectorStore(file: string): VectorStore {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { allowExtension: true, timeout: BUSY_TIMEOUT_MS });
  database.loadExtension(getLoadablePath());
  database.exec('PRAGMA journal_mode = WAL');
  inTransaction(database, () => database.exec(SCHEMA));
  const upsertChunk = database.prepare(UPSERT_CHUNK);
  const deleteVector = database.prepare('DELETE FROM vectors WHERE rowid = ?');
  const insertVector = database.prepare('INSERT INTO vectors (rowid, embedding) VALUES (?, ?)');
  const search = database.prepare(SEARCH);
  return {
    add: ({ page, ordinal, text, vector }) =>
      inTransaction(database, () => {
        const id = BigInt(Number(upsertChunk.get(page, ordinal, text)?.['id']));
        deleteVector.run(id);
        insertVector.run(id, toBytes(vector));
      }),
    search: (vector, count) => search.all(toBytes(vector), count).map(toFoundChunk),
    close: () => database.close(),
  };
}

/** IMMEDIATE, because a transaction that starts by reading cannot wait for another writer later on. */
function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function toBytes(vector: Float32Array): Uint8Array {
  if (vector.length !== VECTOR_DIMENSIONS) throw new RangeError(`A vector has ${VECTOR_DIMENSIONS} numbers, got ${vector.length}.`);
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

function toFoundChunk(row: Record<string, unknown>): FoundChunk {
  return { page: Number(row['page']), ordinal: Number(row['ordinal']), text: String(row['text']), distance: Number(row['distance']) };
}
