import { Document } from '@langchain/core/documents';
import { AIMessage } from '@langchain/core/messages';
import { durableModule } from 'onceward';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { langchain } from 'onceward/langchain/worker';
import type { StepCall } from 'onceward/worker';
import { expect, test } from 'vitest';
import { fromRunnableJson, toRunnableJson } from '../../../adapters/langchain/shared/runnable-value.ts';
import { fromDocumentsJson, toDocumentsJson, toFields } from '../../../adapters/langchain/shared/document-fields.ts';
import { putDocuments, openDocuments } from '../../../adapters/langchain/shared/documents-artifact.ts';
import type { IndexProgress } from '../../../adapters/langchain/shared/index-progress.ts';
import type {
  CleanReply,
  CleanTask,
  DescribeReply,
  DescribeTask,
  LoadTask,
  PlanReply,
  PlanTask,
  SplitTask,
  WriteTask,
} from '../../../adapters/langchain/shared/index-task.ts';
import { idOf } from '../../../adapters/langchain/worker/indexing/plan-index.ts';
import type { AddRequest, SearchRequest } from '../../../adapters/langchain/shared/vector-store-call.ts';
import type { Json } from '../../../src/shared/contract/json.ts';
import { toRichJson } from '../../../src/shared/encoding/rich-json.ts';
import { activitiesOf } from '../../../src/worker/registry/activities-of.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';
import { SqliteVecStore } from '../../fixtures/langchain/sqlite-vec-store.ts';
import { expectStored, storedSample } from '../../fixtures/contract/stored-sample.ts';

const tide = new Document({ pageContent: 'tide', metadata: { line: 3, at: new Date(0) }, id: 'tide' });

/** A text's vector is its length. */
const embeddings = {
  embedQuery: async (text: string) => [text.length, 0, 1],
  embedDocuments: async (texts: string[]) => texts.map((text) => [text.length, 0, 1]),
};

function perform(store: SqliteVecStore, part: string, sample: string): Promise<Json> | undefined {
  const context = { idempotencyKey: 'ow1_key' };
  const call = { input: [storedSample(sample)], context } as unknown as StepCall;
  return langchain().kinds['langchain/vector-store']?.parts?.(store)[part]?.perform(store, call);
}

test('documents are read as they were written', () => {
  expectStored('langchain-documents', toDocumentsJson([tide]));
  expect(fromDocumentsJson(storedSample('langchain-documents') as Json)).toEqual([tide]);
});

test('what goes into a runnable and comes out of it is read as it was written', () => {
  const value = {
    said: new AIMessage({ content: 'Hello', id: 'ai-1' }),
    seen: [tide],
    bytes: new Uint8Array([1]),
    $langchain: 'mine',
    n: 1,
  };
  expectStored('langchain-runnable-value', toRunnableJson(value, 'a runnable'));
  expect(fromRunnableJson(storedSample('langchain-runnable-value') as Json)).toEqual(value);
});

test('a runnable that gives anything else of LangChain is refused by name', () => {
  expect(() => toRunnableJson({ prompt: new SqliteVecStore(embeddings) }, 'greet')).toThrow(/greet takes or gives a SqliteVecStore/);
});

test('a vector store does what was asked of it in an older form, under the same ids', async () => {
  const store = new SqliteVecStore(embeddings);
  expectStored('langchain-add', toRichJson({ documents: [toFields(tide), { pageContent: 'sea', metadata: {} }] } satisfies AddRequest));
  expectStored('langchain-search', { query: 'tide', k: 1, filter: { line: 3 } } satisfies SearchRequest);
  expectStored('langchain-added', await perform(store, 'add', 'langchain-add'));
  expectStored('langchain-found', await perform(store, 'search', 'langchain-search'));
});

test('a vector store has an activity for what it finds, what is added and what is deleted', () => {
  const notes = durableModule(import.meta.url)(new SqliteVecStore(embeddings));
  const steps = activitiesOf(collectSteps({ modules: [{ notes }], adapters: [langchain()], kindDefaults: {}, defaults: {} }));
  expectStored(
    'vector-store-names',
    steps.map(({ entry }) => entry.activityType),
  );
});

const DOCUMENTS = { $artifact: 1, store: 'file', key: 'sha256/a', sha256: 'a', bytes: 5, mediaType: 'application/jsonl' } as const;
const JSON_LIST = { ...DOCUMENTS, mediaType: 'application/json' };
const EMBEDDER = { id: 'text-embedding-3-small', dimensions: 2 };
const PLANNED: Required<PlanReply> = { batches: JSON_LIST, count: 2, numSkipped: 1, startedAt: 1_700_000_000_000, sources: JSON_LIST };

test.each([
  ['describe', { v: 1, task: 'describe', itemsPerCall: 50, modelId: 'mine' } satisfies Required<DescribeTask>],
  ['describe-reply', { embedder: EMBEDDER, limits: { items: 50, bytes: 256_000 }, maxParallelCalls: 2 } satisfies Required<DescribeReply>],
  ['load', { v: 1, task: 'load' } satisfies Required<LoadTask>],
  ['split', { v: 1, task: 'split', documents: DOCUMENTS } satisfies Required<SplitTask>],
  [
    'plan',
    {
      v: 1,
      task: 'plan',
      documents: DOCUMENTS,
      embedder: EMBEDDER,
      limits: { items: 50, bytes: 256_000 },
      cleanup: 'incremental',
      sourceIdKey: 'source',
    } satisfies Required<PlanTask>,
  ],
  ['plan-reply', PLANNED],
  [
    'write',
    toRichJson({
      v: 1,
      task: 'write',
      batches: JSON_LIST,
      part: 1,
      vectors: { type: 'file', data: new Uint8Array([0, 0, 128, 63]) },
      embedder: EMBEDDER,
      startedAt: 1_700_000_000_000,
      sourceIdKey: 'source',
    } satisfies Required<WriteTask>),
  ],
  [
    'clean',
    { v: 1, task: 'clean', cleanup: 'incremental', startedAt: 1_700_000_000_000, sources: JSON_LIST } satisfies Required<CleanTask>,
  ],
  ['clean-reply', { numDeleted: 3 } satisfies Required<CleanReply>],
  ['progress', { v: 1, ...PLANNED, embedder: EMBEDDER, maxParallelCalls: 2, next: 1, numAdded: 50 } satisfies Required<IndexProgress>],
])('what indexing sends is as it was: %s', (name, shape) => {
  expectStored(`langchain-index-${name}`, shape);
});

test('a chunk has the id that it had, whatever the order of its metadata', () => {
  const ids = [
    idOf(tide, EMBEDDER),
    idOf(new Document({ pageContent: 'tide', metadata: { at: new Date(0), line: 3 } }), EMBEDDER),
    idOf(tide, { id: 'other' }),
  ];
  expect(ids[0]).toBe(ids[1]);
  expectStored('langchain-chunk-ids', ids);
});

test('documents in a store are read as they were written', async () => {
  const artifacts = createArtifacts({ store: memoryStore() });
  const lines = await artifacts.open(await putDocuments(artifacts, [tide, new Document({ pageContent: 'a\nb' })])).text();
  expectStored('langchain-documents-lines', lines);
  const stored = await artifacts.put(storedSample('langchain-documents-lines') as string, { mediaType: 'application/jsonl' });
  const read: Document[] = [];
  for await (const document of openDocuments(artifacts, stored)) read.push(document);
  expect(read).toEqual([tide, new Document({ pageContent: 'a\nb', metadata: {} })]);
});
