import { expectReplays, readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, type OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countingStore, type CountingStore } from '../fixtures/files/counting-store.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { found, TEXT_CHARACTERS } from '../fixtures/retrieved/library.ts';
import { createOnceward } from '../fixtures/retrieved/onceward.ts';
import * as plain from '../fixtures/retrieved/workflows.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';

const WORKFLOWS = new URL('../fixtures/retrieved/workflows.ts', import.meta.url);

let scene: Scene;
let provider: ScriptedProvider;
let store: CountingStore;
let plugin: OncewardPlugin;

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  process.env['MODEL_URL'] = provider.url;
  store = countingStore();
  plugin = createOnceward({ store, journal: memoryJournal() });
  scene = await openScene({ workflows: WORKFLOWS, plugin });
});
afterAll(async () => {
  await scene.close();
  await provider.close();
});

async function resultOf(workflow: string, ...args: readonly unknown[]): Promise<unknown> {
  return (await scene.start(workflow, ...args)).result();
}

test('the history of four questions has no text of a document, the model reads all of them, and a replay reads nothing', async () => {
  const bodies = await bodiesOf(provider, async () => {
    const handle = await scene.start('ask', 'byReference', 4);
    await handle.result();
    const history = await readHistory(handle);
    expect(history.texts().filter(({ text }) => text.includes('a sentence with'))).toEqual([]);
    // Ten documents of 4 KB each, twice, would be 320 KB.
    expect(history.bytes).toBeLessThan(25_000);
    const reads = store.reads.length;
    await expectReplays(history, { bundle: scene.bundle, plugins: [plugin], drift: 'fail' });
    expect(store.reads.length - reads).toBe(0);
  });
  expect(bodies).toEqual(await bodiesOf(provider, () => plain.ask('inline', 4)));
  expect(bodies[0]?.length).toBeGreaterThan(10 * TEXT_CHARACTERS);
});

test('a text that was found before is stored once', async () => {
  await resultOf('ask', 'byReference', 1);
  const before = new Set(store.writes).size;
  await resultOf('look');
  expect(new Set(store.writes).size).toBe(before);
});

test('passages reach the model to the letter inside of JSON, and as the result of a tool that runs in the workflow', async () => {
  expect(await bodiesOf(provider, () => resultOf('askWithJson'))).toEqual(await bodiesOf(provider, plain.askWithJson));
  expect(await bodiesOf(provider, () => resultOf('askAgent'))).toEqual(await bodiesOf(provider, plain.askAgent));
});

test('workflow code sees documents of LangChain with id, metadata, size and preview', async () => {
  const bytes = JSON.stringify(found('question 1', 1)[0]?.pageContent).length;
  expect(await resultOf('look')).toEqual(
    [0, 1].map((page) => ({ isDocument: true, id: `question 1-${page}`, metadata: { page }, bytes, preview: 'question 1, ' })),
  );
});

test('a store, a reranker, embeddings, functions and tools get the texts themselves, and bytes beside them as they are', async () => {
  const handedOn = await resultOf('handOn');
  expect(handedOn).toEqual(JSON.parse(JSON.stringify(await plain.handOn())));
});

test('what a model wrote is taken literally', async () => {
  const { looked, isReference, characters } = (await resultOf('lookLiterally')) as Record<string, unknown>;
  expect({ looked, isReference }).toEqual({ looked: characters, isReference: true });
});
