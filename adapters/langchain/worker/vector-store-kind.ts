import { Document } from '@langchain/core/documents';
import type { VectorStore } from '@langchain/core/vectorstores';
import type { Json } from '../../../src/shared/contract/json.js';
import { sha256 } from '../../../src/shared/encoding/sha256.js';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { DurableKind, DurablePart, StepCall } from '../../../src/worker/adapter.js';
import { toFields, type DocumentFields } from '../shared/document-fields.js';
import type { AddRequest, SearchHit, SearchRequest } from '../shared/vector-store-call.js';
import { documentsByReference } from './documents-by-reference.js';
import { performIndexTask } from './indexing/perform-index-task.js';
import { uuidOf } from './uuid-of.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/**
 * LangChain vector stores: a search, an addition and a deletion are an activity each. Their embeddings are asked within it. What `indexDocuments` needs of a store is
 * one of another kind, `function.<id>`.
 */
export const vectorStoreKind: DurableKind<VectorStore> = {
  kind: 'retriever',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'vectorStoreStub' },
  describe: (store) => ({ type: store?._vectorstoreType() ?? 'durable' }),
  parts: (): Record<string, DurablePart<VectorStore>> => ({
    search: { reads: true, byReference: documentsByReference, perform: search },
    add: { perform: add },
    delete: { perform: remove },
    // Minutes, not seconds: a plan reads all documents.
    index: { kind: 'function', perform: performIndexTask },
  }),
  warnings: remainingRetries,
};

async function search(store: VectorStore, { input: [given] }: StepCall): Promise<Json> {
  const { query = '', vector, k, filter, mmr } = fromRichJson(given ?? null) as SearchRequest;
  const own = withoutRetries(store);
  if (mmr !== undefined) return toRichJson((await diverse(own, query, { k, filter, ...mmr })).map((document) => ({ document })));
  const found =
    vector === undefined
      ? await own.similaritySearchWithScore(query, k, filter)
      : await own.similaritySearchVectorWithScore([...vector], k, filter);
  return toRichJson(found.map(([document, score]): SearchHit => ({ document: toFields(document), score })));
}

async function diverse(
  store: VectorStore,
  query: string,
  options: { k: number; filter?: object | string | undefined },
): Promise<DocumentFields[]> {
  if (store.maxMarginalRelevanceSearch === undefined) {
    const problem = 'has no search by maximal marginal relevance';
    throw new InvalidDurable({ what: `The vector store '${store._vectorstoreType()}'`, problem, hint: 'Search by similarity.' });
  }
  return (await store.maxMarginalRelevanceSearch(query, options, undefined)).map(toFields);
}

async function add(store: VectorStore, { input: [given], context: { idempotencyKey } }: StepCall): Promise<Json> {
  const { documents: fields, vectors, options } = fromRichJson(given ?? null) as AddRequest;
  const documents = fields.map((one) => new Document(one));
  const own = withoutRetries(store);
  const withIds = { ...options, ...(options?.['ids'] === undefined && { ids: idsOf(documents, idempotencyKey) }) };
  const ids =
    vectors === undefined
      ? await own.addDocuments(documents, withIds)
      : await own.addVectors(
          vectors.map((one) => [...one]),
          documents,
          withIds,
        );
  return toRichJson(ids ?? null);
}

/** Each document has one, the same whenever the addition is tried again: what a broken-off attempt added is replaced, not doubled. */
function idsOf(documents: readonly { readonly id?: string | undefined }[], key: string): string[] {
  return documents.map(({ id }, index) => id ?? uuidOf(sha256(`${key}:${index}`)));
}

async function remove(store: VectorStore, { input: [given] }: StepCall): Promise<Json> {
  await withoutRetries(store).delete(fromRichJson(given ?? null) as Record<string, unknown>);
  return null;
}
