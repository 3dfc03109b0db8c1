import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import * as steps from '../fixtures/langchain-errors/steps.ts';
import { errors } from '../fixtures/langchain-errors/workflows.ts';
import { lineScript } from '../fixtures/line-script.ts';

let provider: ScriptedProvider;
let scene: Scene;

const TOO_LONG = { error: { message: 'This model has a maximum context length of 8 tokens.', code: 'context_length_exceeded' } };

beforeAll(async () => {
  provider = await startScriptedProvider({
    script: (request) => (request.prompt === 'too long' ? { status: 400, body: TOO_LONG } : lineScript(request)),
  });
  process.env['MODEL_URL'] = provider.url;
  const plugin = new OncewardPlugin({ modules: [steps], adapters: [langchain()], store: memoryStore(), journal: memoryJournal() });
  scene = await openScene({ workflows: new URL('../fixtures/langchain-errors/workflows.ts', import.meta.url), plugin });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

test.each(Object.entries(errors))('%s: the run fails, typed, and no workflow task fails', async (name, { type }) => {
  const handle = await scene.start('meetsError', name);
  expect((await refusalOf(handle.result())).cause).toMatchObject({ type, nonRetryable: true });
  const { events } = await handle.fetchHistory();
  expect(events?.filter(({ workflowTaskFailedEventAttributes: failed }) => failed !== null && failed !== undefined)).toEqual([]);
});

test('a durable tool that failed for good is told to the model as an error, and asked no more often than its policy says', async () => {
  const handle = await scene.start('toldOfFailure');
  expect(await handle.result()).toEqual([{ text: expect.stringMatching(/^failing failed \(overloaded\)/) as string, status: 'error' }]);
  expect(steps.calls.failing).toBe(2);
});
