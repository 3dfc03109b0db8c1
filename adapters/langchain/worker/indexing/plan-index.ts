import { hash } from 'node:crypto';
import type { Document } from '@langchain/core/documents';
import type { RecordManagerInterface } from '@langchain/core/indexing';
import { VectorStore } from '@langchain/core/vectorstores';
import type { Artifacts } from '../../../../src/shared/artifacts/artifacts.js';
import type { ArtifactReference } from '../../../../src/shared/contract/artifact-reference.js';
import { canonicalJson } from '../../../../src/shared/encoding/canonical-json.js';
import { toRichJson } from '../../../../src/shared/encoding/rich-json.js';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';
import type { EmbedderIdentity } from '../../../../src/shared/errors/embedder-mismatch.js';
import { putDocuments, readDocuments } from '../../shared/documents-artifact.js';
import { toFields } from '../../shared/document-fields.js';
import type { PlanReply, PlanTask } from '../../shared/index-task.js';
import { recordManagerOf } from '../record-manager-of.js';
import { uuidOf } from '../uuid-of.js';
import { checkEmbedder } from './embedder-record.js';
import { sourceOf } from './source-of.js';

const WHERE = 'indexDocuments()';
/** How many chunks the record is asked about at once. */
const PAGE = 1_000;

interface Chunk {
  readonly id: string;
  readonly source: string | null;
  readonly document: Document;
}

/**
 * Compares documents with what stands in the index. Those that are there as they are are marked as seen; the others are cut into batches, each an artifact, under
 * the ids that they get. Before anything is paid for, so what is wrong with them is said here.
 */
export async function planIndex(store: VectorStore, artifacts: Artifacts, task: PlanTask): Promise<PlanReply> {
  const records = recordManagerOf(store);
  checkDeletes(store, task);
  await records.createSchema();
  await checkEmbedder(records, store, task.embedder);
  const startedAt = await records.getTime();
  const sources = new Set<string>();
  const batches = new Batches(artifacts, task.limits);
  let numSkipped = 0;
  for await (const page of pagesOf(chunksOf(artifacts, task), PAGE)) {
    for (const { source } of page) if (source !== null) sources.add(source);
    const known = await records.exists(page.map(({ id }) => id));
    const unchanged = page.filter((_, index) => known[index]);
    await markAsSeen(records, unchanged, startedAt);
    numSkipped += unchanged.length;
    for (const chunk of page.filter((_, index) => !known[index])) await batches.add(chunk.document);
  }
  const references = await batches.end();
  return {
    batches: await artifacts.put(JSON.stringify(references), { mediaType: 'application/json' }),
    count: references.length,
    numSkipped,
    startedAt,
    ...(task.cleanup === 'incremental' && {
      sources: await artifacts.put(JSON.stringify([...sources]), { mediaType: 'application/json' }),
    }),
  };
}

/** Each chunk once, with the id that it gets: the hash of all that its vector and its row are made of. */
async function* chunksOf(artifacts: Artifacts, task: PlanTask): AsyncGenerator<Chunk, void, void> {
  const seen = new Set<string>();
  let number = 0;
  for await (const document of readDocuments(artifacts, task.documents)) {
    number += 1;
    if (document.pageContent.trim() === '') throw emptyDocument(document, number);
    const source = task.sourceIdKey === undefined ? null : sourceOf(document, task.sourceIdKey, number);
    const id = idOf(document, task.embedder);
    if (seen.has(id)) continue;
    seen.add(id);
    yield { id, source, document: Object.assign(document, { id }) };
  }
}

/** Persisted, in users' records and indexes. */
export function idOf(document: Document, { id }: EmbedderIdentity): string {
  const { pageContent, metadata } = toFields(document);
  return uuidOf(hash('sha256', canonicalJson({ pageContent, metadata: toRichJson(metadata), embedder: id })));
}

async function markAsSeen(records: RecordManagerInterface, chunks: readonly Chunk[], startedAt: number): Promise<void> {
  if (chunks.length === 0) return;
  const groupIds = chunks.map(({ source }) => source);
  await records.update(
    chunks.map(({ id }) => id),
    { groupIds, timeAtLeast: startedAt },
  );
}

async function* pagesOf<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[], void, void> {
  let page: Item[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Stores a batch as soon as it is full: however many there are, one is in memory. */
class Batches {
  readonly #artifacts: Artifacts;
  readonly #limits: PlanTask['limits'];
  readonly #stored: ArtifactReference[] = [];
  #batch: Document[] = [];
  #bytes = 0;

  constructor(artifacts: Artifacts, limits: PlanTask['limits']) {
    this.#artifacts = artifacts;
    this.#limits = limits;
  }

  async add(document: Document): Promise<void> {
    const bytes = Buffer.byteLength(document.pageContent);
    const isFull = this.#batch.length >= this.#limits.items || this.#bytes + bytes > this.#limits.bytes;
    if (isFull && this.#batch.length > 0) await this.#put();
    this.#batch.push(document);
    this.#bytes += bytes;
  }

  async end(): Promise<readonly ArtifactReference[]> {
    if (this.#batch.length > 0) await this.#put();
    return this.#stored;
  }

  async #put(): Promise<void> {
    this.#stored.push(await putDocuments(this.#artifacts, this.#batch));
    this.#batch = [];
    this.#bytes = 0;
  }
}

function checkDeletes(store: VectorStore, { cleanup }: PlanTask): void {
  if (cleanup === 'none' || store.delete !== VectorStore.prototype.delete) return;
  const problem = `is '${cleanup}', and the vector store (${store._vectorstoreType()}) cannot delete`;
  throw new InvalidOption({ where: WHERE, option: 'cleanup', problem, hint: "Write 'none', or take a store that can." });
}

function emptyDocument({ id, metadata }: Document, number: number): InvalidOption {
  const source = (metadata as { source?: unknown }).source ?? id;
  const problem = `has no text in document ${number}${typeof source === 'string' ? ` (${source})` : ''}`;
  const hint = 'Providers refuse to embed nothing: leave such documents out, as a splitter does.';
  return new InvalidOption({ where: WHERE, option: 'documents', problem, hint });
}
