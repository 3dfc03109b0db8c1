import { Document } from '@langchain/core/documents';
import { AIMessage } from '@langchain/core/messages';
import { durableModule } from 'onceward';
import { langchain } from 'onceward/langchain/worker';
import type { StepCall } from 'onceward/worker';
import { expect, test } from 'vitest';
import { fromRunnableJson, toRunnableJson } from '../../../adapters/langchain/shared/runnable-value.ts';
import { fromDocumentsJson, toDocumentsJson, toFields } from '../../../adapters/langchain/shared/document-fields.ts';
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
