import { randomUUID } from 'node:crypto';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { maximalMarginalRelevance } from '@langchain/core/utils/math';
import { VectorStore, type MaxMarginalRelevanceSearchOptions } from '@langchain/core/vectorstores';
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../../src/shared/encoding/rich-json.js';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';
import { checkOptions } from '../../../../src/shared/options/check-options.js';
import { checkFilter, filterSql, type MetadataFilter } from './metadata-filter.js';
import { SqliteRecordManager } from './sqlite-record-manager.js';
import { VectorDatabase } from './vector-database.js';

const WHERE = 'SqliteVectorStore';
/** What sqlite-vec gives at most. https://github.com/asg017/sqlite-vec */
const LARGEST_K = 4_096;

export interface SqliteVectorStoreOptions {
  /** Where it is; the file and its folder are made when they are first needed. `:memory:` for one that dies with its process. */
  readonly file: string;
}

interface Found {
  readonly document: Document;
  readonly score: number;
  readonly vector: number[];
}

/**
 * A LangChain vector store in one SQLite file, by `node:sqlite` and the package sqlite-vec: nothing to run, and any number of processes of a machine
 * share it. A document that is added under an id replaces the one that was there. Vectors are compared by their cosine; a score is 1 for the same
 * direction, -1 for the opposite one. A search looks at each vector: 0.1 s for 100,000 of 384 numbers.
 *
 * @example
 * ```ts
 * export const handbook = durable(new SqliteVectorStore(embeddings, { file: '.data/handbook.sqlite' }));
 * ```
 */
export class SqliteVectorStore extends VectorStore {
  declare FilterType: MetadataFilter;
  /** What `indexDocuments` goes by: it knows which chunks are there. In the same file. */
  readonly recordManager: SqliteRecordManager;
  readonly #database: VectorDatabase;

  /** @throws InvalidOption when the package sqlite-vec is missing, or `file` is none; UnknownOption */
  constructor(embeddings: EmbeddingsInterface, options: SqliteVectorStoreOptions) {
    super(embeddings, {});
    checkOptions(WHERE, options, ['file'] satisfies (keyof SqliteVectorStoreOptions)[]);
    if (typeof options.file !== 'string' || options.file === '') {
      throw new InvalidOption({
        where: WHERE,
        option: 'file',
        problem: 'is no path',
        hint: "Give a path such as '.data/handbook.sqlite'.",
      });
    }
    this.#database = new VectorDatabase(options.file);
    this.recordManager = new SqliteRecordManager(this.#database);
  }

  override _vectorstoreType(): string {
    return 'sqlite-vec';
  }

  /** Embeds and adds documents. @returns their ids */
  override async addDocuments(documents: DocumentInterface[], options?: { ids?: string[] }): Promise<string[]> {
    return this.addVectors(await this.embeddings.embedDocuments(documents.map(({ pageContent }) => pageContent)), documents, options);
  }

  /**
   * Adds documents with their vectors, all or none of them. A document whose id is there already is replaced.
   *
   * @param options.ids their ids @default each document's own, or a random one
   * @returns their ids
   * @throws InvalidOption when vectors have another length than those that are there, or there are not as many as documents
   */
  override async addVectors(vectors: number[][], documents: DocumentInterface[], { ids = [] }: { ids?: string[] } = {}): Promise<string[]> {
    if (vectors.length !== documents.length) throw misfit(`are ${vectors.length} for ${documents.length} documents`);
    const [{ length: dimensions } = []] = vectors;
    const other = vectors.find(({ length }) => length !== dimensions);
    if (other !== undefined) throw misfit(`have ${dimensions} numbers and ${other.length}`);
    const own = documents.map((document, index) => ids[index] ?? document.id ?? randomUUID());
    if (dimensions === undefined) return own;
    await this.#database.transaction((database) => {
      requireDimensions(database, dimensions);
      putRows(database, { ids: own, vectors, documents });
    });
    return own;
  }

  /** Deletes documents by their ids; those that are not there are no error. */
  override delete({ ids }: { ids: string[] }): Promise<void> {
    return this.#database.transaction((database) => {
      const byId = 'rowid IN (SELECT rowid FROM documents WHERE id IN (SELECT value FROM json_each(?)))';
      const list = JSON.stringify(ids);
      if (dimensionsOf(database) !== undefined) database.prepare(`DELETE FROM vectors WHERE ${byId}`).run(list);
      database.prepare('DELETE FROM documents WHERE id IN (SELECT value FROM json_each(?))').run(list);
    });
  }

  /** How many documents there are. */
  count(): Promise<number> {
    return this.#database.run((database) => Number(database.prepare('SELECT count(*) AS count FROM documents').get()?.['count']));
  }

  override async similaritySearchVectorWithScore(vector: number[], k: number, filter?: MetadataFilter): Promise<[Document, number][]> {
    return (await this.#near(vector, k, filter)).map(({ document, score }) => [document, score]);
  }

  override async maxMarginalRelevanceSearch(
    query: string,
    { k, fetchK = 20, lambda, filter }: MaxMarginalRelevanceSearchOptions<MetadataFilter>,
  ): Promise<Document[]> {
    const vector = await this.embeddings.embedQuery(query);
    const near = await this.#near(vector, fetchK, filter);
    const vectors = near.map((found) => found.vector);
    return maximalMarginalRelevance(vector, vectors, lambda, k).flatMap((index) => near[index]?.document ?? []);
  }

  /** Closes the file; the next use opens it again. */
  close(): Promise<void> {
    return this.#database.close();
  }

  static override async fromDocuments(
    documents: DocumentInterface[],
    embeddings: EmbeddingsInterface,
    options: SqliteVectorStoreOptions,
  ): Promise<SqliteVectorStore> {
    const store = new SqliteVectorStore(embeddings, options);
    await store.addDocuments(documents);
    return store;
  }

  static override fromTexts(
    texts: string[],
    metadatas: object | object[],
    embeddings: EmbeddingsInterface,
    options: SqliteVectorStoreOptions,
  ): Promise<SqliteVectorStore> {
    const metadataOf = (index: number): object => (Array.isArray(metadatas) ? ((metadatas as object[])[index] ?? {}) : metadatas);
    const documents = texts.map((pageContent, index) => new Document({ pageContent, metadata: { ...metadataOf(index) } }));
    return SqliteVectorStore.fromDocuments(documents, embeddings, options);
  }

  async #near(vector: number[], k: number, filter: MetadataFilter = {}): Promise<Found[]> {
    if (!Number.isInteger(k) || k < 1 || k > LARGEST_K) {
      throw new InvalidOption({ where: WHERE, option: 'k', problem: `is ${k}`, hint: `Ask for 1 to ${LARGEST_K} documents.` });
    }
    checkFilter(WHERE, filter);
    return this.#database.run((database) => {
      const dimensions = dimensionsOf(database);
      if (dimensions === undefined) return [];
      if (dimensions !== vector.length) throw misfit(`have ${dimensions} numbers, and the one that is looked for ${vector.length}`);
      const { sql, values } = filterSql(filter);
      const restricted = sql === '' ? '' : `AND rowid IN (SELECT rowid FROM documents WHERE ${sql})`;
      return database
        .prepare(
          `SELECT documents.id, content, metadata, found.distance, vectors.embedding AS vector
           FROM (SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ? ${restricted}) AS found
           JOIN documents USING (rowid) JOIN vectors USING (rowid) ORDER BY found.distance, documents.id`,
        )
        .all(toBytes(vector), k, ...values)
        .map(toFound);
    });
  }
}

interface Rows {
  readonly ids: readonly string[];
  readonly vectors: readonly number[][];
  readonly documents: readonly DocumentInterface[];
}

function putRows(database: DatabaseSync, { ids, vectors, documents }: Rows): void {
  const upsert = database.prepare(
    `INSERT INTO documents (id, content, metadata) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET content = excluded.content, metadata = excluded.metadata RETURNING rowid`,
  );
  const remove = database.prepare('DELETE FROM vectors WHERE rowid = ?');
  const insert = database.prepare('INSERT INTO vectors (rowid, embedding) VALUES (?, ?)');
  for (const [index, { pageContent, metadata }] of documents.entries()) {
    const rowid = BigInt(Number(upsert.get(ids[index] ?? '', pageContent, JSON.stringify(toRichJson(metadata)))?.['rowid']));
    remove.run(rowid);
    insert.run(rowid, toBytes(vectors[index] ?? []));
  }
}

/** The vectors that come first say how long all are. */
function requireDimensions(database: DatabaseSync, dimensions: number): void {
  const there = dimensionsOf(database);
  if (there === dimensions) return;
  if (there !== undefined) throw misfit(`have ${there} numbers, and those that are added ${dimensions}`);
  database.exec(`CREATE VIRTUAL TABLE vectors USING vec0(embedding float[${dimensions}] distance_metric=cosine)`);
}

function dimensionsOf(database: DatabaseSync): number | undefined {
  const sql = database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'vectors'").get()?.['sql'];
  const dimensions = /float\[(\d+)\]/.exec(String(sql))?.[1];
  return dimensions === undefined ? undefined : Number(dimensions);
}

function misfit(problem: string): InvalidOption {
  const hint = 'All vectors of a store come from one model, with one number of dimensions; for another model, give another file.';
  return new InvalidOption({ where: WHERE, option: 'vectors', problem, hint });
}

function toBytes(vector: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(vector).buffer);
}

function fromBytes(bytes: Uint8Array): number[] {
  // A copy, because a view of floats has to start at a multiple of four.
  return [...new Float32Array(Uint8Array.from(bytes).buffer)];
}

function toFound({ id, content, metadata, distance, vector }: Record<string, unknown>): Found {
  const fields = { id: String(id), pageContent: String(content), metadata: fromRichJson(JSON.parse(String(metadata)) as Json) as object };
  return { document: new Document(fields), score: 1 - Number(distance), vector: fromBytes(vector as Uint8Array) };
}
