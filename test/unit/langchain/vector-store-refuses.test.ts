import { AsyncLocalStorage } from 'node:async_hooks';
import { VectorStore } from '@langchain/core/vectorstores';
import { langchain } from 'onceward/langchain/worker';
import type { StepCall } from 'onceward/worker';
import { expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '../../../src/shared/policy/default-policies.ts';
import { resolvePolicy } from '../../../src/shared/policy/resolve-policy.ts';

// Temporal puts it there in the sandbox, and its package looks for it while it loads.
Reflect.set(globalThis, 'AsyncLocalStorage', AsyncLocalStorage);
const { vectorStoreStub } = await import('../../../adapters/langchain/workflow/vector-store-stub.ts');

const policy = resolvePolicy('notes', DEFAULT_POLICIES.retriever, []);
const part = (name: string) => ({ activityType: `retriever.notes.${name}`, kind: 'retriever' as const, policy });
const notes = vectorStoreStub({
  activityType: 'retriever.notes',
  kind: 'retriever',
  id: 'notes',
  policy,
  description: { type: 'test' },
  parts: { search: part('search') },
});

test('a function as a filter, which cannot go to an activity, is refused by name', async () => {
  await expect(notes.similaritySearch('tide', 1, () => true)).rejects.toThrow(/'notes' has a function as its filter/);
});

test('its embeddings, which are where its activities run, are refused in workflow code', async () => {
  await expect(notes.embeddings.embedQuery('tide')).rejects.toThrow(/'notes' has its embeddings where its activities run/);
  await expect(notes.embeddings.embedDocuments(['tide'])).rejects.toThrow(/not in workflow code/);
});

test('a bundle without a part that is called says so', async () => {
  await expect(notes.delete({ ids: ['1'] })).rejects.toThrow(/has no part 'delete' in this bundle/);
});

test('a store that cannot search for diversity says so', async () => {
  class Plain extends VectorStore {
    override _vectorstoreType(): string {
      return 'plain';
    }
    override addDocuments = (): Promise<void> => Promise.resolve();
    override addVectors = (): Promise<void> => Promise.resolve();
    override similaritySearchVectorWithScore = (): Promise<[]> => Promise.resolve([]);
  }
  const store = new Plain({ embedQuery: async () => [], embedDocuments: async () => [] }, {});
  const call = { input: [{ query: 'tide', k: 1, mmr: {} }] } as unknown as StepCall;
  const search = langchain().kinds['langchain/vector-store']?.parts?.(store)['search'];
  await expect(search?.perform(store, call)).rejects.toThrow(/'plain' has no search by maximal marginal relevance/);
});
