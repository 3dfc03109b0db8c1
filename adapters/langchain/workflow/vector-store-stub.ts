import { Document, type DocumentInterface } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { VectorStore, type MaxMarginalRelevanceSearchOptions } from '@langchain/core/vectorstores';
import type { Json } from '../../../src/shared/contract/json.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { utf8Encode } from '../../../src/shared/encoding/utf8.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { toBatches } from '../../../src/shared/size/to-batches.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import { requirePart, type DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { toFields } from '../shared/document-fields.js';
import type { AddRequest, SearchHit, SearchRequest } from '../shared/vector-store-call.js';

/** Of one addition: what embedding providers take at once, and far below what an activity's input can hold. */
const LARGEST_BATCH = { items: 100, bytes: 256 * 1024 };

/** @internal The stub of a durable LangChain vector store: what it is asked and told are activities. */
export function vectorStoreStub(entry: DurableEntry): VectorStore {
  return defineStub(entry, (own) => new DurableVectorStore(own));
}

class DurableVectorStore extends VectorStore {
  declare FilterType: object | string;
  readonly #entry: DurableEntry;
  /** The base class asks for the type before this class has its fields. */
  readonly #type?: string;

  constructor(entry: DurableEntry) {
    super(new EmbeddingsOfStore(entry.id), {});
    this.#entry = entry;
    this.#type = descriptionText(entry, 'type');
    this.lc_namespace = ['langchain', 'vectorstores', this._vectorstoreType()];
  }

  override _vectorstoreType(): string {
    return #type in this ? (this.#type ?? '') : '';
  }

  override async similaritySearch(query: string, k = 4, filter?: this['FilterType']): Promise<Document[]> {
    return (await this.#search({ query, k }, filter)).map(([document]) => document);
  }

  override similaritySearchWithScore(query: string, k = 4, filter?: this['FilterType']): Promise<[Document, number][]> {
    return this.#search({ query, k }, filter);
  }

  override similaritySearchVectorWithScore(vector: number[], k: number, filter?: this['FilterType']): Promise<[Document, number][]> {
    return this.#search({ vector, k }, filter);
  }

  override async maxMarginalRelevanceSearch(
    query: string,
    { k, fetchK, lambda, filter }: MaxMarginalRelevanceSearchOptions<this['FilterType']>,
  ): Promise<Document[]> {
    const mmr = { ...(fetchK !== undefined && { fetchK }), ...(lambda !== undefined && { lambda }) };
    return (await this.#search({ query, k, mmr }, filter)).map(([document]) => document);
  }

  override addDocuments(documents: DocumentInterface[], options?: Record<string, unknown>): Promise<string[] | void> {
    return this.#add(
      documents.map((document) => ({ document })),
      options,
    );
  }

  override addVectors(vectors: number[][], documents: DocumentInterface[], options?: Record<string, unknown>): Promise<string[] | void> {
    return this.#add(
      documents.map((document, index) => ({ document, vector: vectors[index] ?? [] })),
      options,
    );
  }

  override async delete(params: Record<string, unknown> = {}): Promise<void> {
    await callDurable({
      entry: requirePart(this.#entry, 'delete'),
      input: [toRichJson(params)],
      summary: `deletion from ${this.#entry.id}`,
    });
  }

  async #search(request: SearchRequest, filter: this['FilterType'] | undefined): Promise<[Document, number][]> {
    if (typeof filter === 'function') throw functionAsFilter(this.#entry.id);
    const input = toRichJson({ ...request, filter });
    const summary = `search in ${this.#entry.id} · ${request.k} documents`;
    const hits = fromRichJson(await callDurable({ entry: requirePart(this.#entry, 'search'), input: [input], summary })) as SearchHit[];
    return hits.map(({ document, score = Number.NaN }) => [new Document(document), score]);
  }

  /** Each batch is recorded by itself, so after a crash the addition goes on with those that are not there. */
  async #add(items: readonly Addition[], { ids, ...options }: Record<string, unknown> = {}): Promise<string[] | void> {
    const entry = requirePart(this.#entry, 'add');
    const own = items.map((item, index) => ({ ...item, id: Array.isArray(ids) ? (ids[index] as unknown) : undefined }));
    const batches = toBatches(
      own,
      LARGEST_BATCH,
      ({ document, vector = [] }) => utf8Encode(document.pageContent).length + 8 * vector.length,
    );
    const given = await Promise.all(
      batches.map((batch) => {
        const summary = `addition to ${this.#entry.id} · ${batch.length} documents`;
        return callDurable({ entry, input: [toRichJson(addRequest(batch, options))], summary });
      }),
    );
    return given.some((some) => some === null) ? undefined : given.flatMap((some) => fromRichJson(some) as string[]);
  }
}

interface Addition {
  readonly document: DocumentInterface;
  readonly vector?: number[];
}

function addRequest(batch: readonly (Addition & { readonly id: unknown })[], others: Record<string, unknown>): AddRequest {
  const ids = batch.map(({ id }) => id);
  const options = { ...others, ...(ids.some((id) => id !== undefined) && { ids }) } as Record<string, Json>;
  return {
    documents: batch.map(({ document }) => toFields(document)),
    ...(batch.some(({ vector }) => vector !== undefined) && { vectors: batch.map(({ vector = [] }) => vector) }),
    ...(Object.keys(options).length > 0 && { options }),
  };
}

/** A store asks its own embeddings, in the activity. */
class EmbeddingsOfStore extends Embeddings {
  readonly #id: string;

  constructor(id: string) {
    super({ maxRetries: 0 });
    this.#id = id;
  }

  override embedQuery(): Promise<number[]> {
    return Promise.reject(this.#inActivity());
  }

  override embedDocuments(): Promise<number[][]> {
    return Promise.reject(this.#inActivity());
  }

  #inActivity(): InvalidDurable {
    return new InvalidDurable({
      what: `The durable vector store '${this.#id}'`,
      problem: 'has its embeddings where its activities run, not in workflow code',
      hint: 'Export the embeddings as a durable thing of their own, and embed with that.',
    });
  }
}

function functionAsFilter(id: string): InvalidDurable {
  return new InvalidDurable({
    what: `A search in the durable vector store '${id}'`,
    problem: 'has a function as its filter, which cannot go to an activity',
    hint: 'Filter the documents that come back, or search in a durable function.',
  });
}
