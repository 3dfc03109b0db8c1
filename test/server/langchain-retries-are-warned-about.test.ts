import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import * as documents from '../fixtures/langchain/documents.ts';
import * as models from '../fixtures/langchain/models.ts';
import * as tools from '../fixtures/langchain/tools.ts';
import { lineScript } from '../fixtures/line-script.ts';

let provider: ScriptedProvider;
let scene: Scene;
const logged: string[] = [];

beforeAll(async () => {
  provider = await startScriptedProvider({ script: lineScript });
  process.env['MODEL_URL'] = provider.url;
  process.env['MODEL_KEY'] = 'none';
  const modules = [models, tools, documents];
  const plugin = new OncewardPlugin({ modules, adapters: [langchain()], store: memoryStore(), journal: memoryJournal() });
  const workflows = new URL('../fixtures/langchain/workflows.ts', import.meta.url);
  // Without a cache each task of the run makes its middleware again.
  scene = await openScene({ workflows, plugin, worker: { maxCachedWorkflows: 0 }, onLog: ({ message }) => logged.push(message) });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

test('a run with retry middleware says once of each that activities try again already, and how to state it', async () => {
  await (await scene.start('retriesTwice', 'look_up {"word":"tide"}\nDone')).result();
  const warnings = logged.filter((message) => message.includes('RetryMiddleware'));
  expect(warnings).toEqual([expect.stringMatching(/^modelRetryMiddleware: .*multiplies/), expect.stringMatching(/^toolRetryMiddleware: /)]);
  expect(warnings[0]).toContain("state 'retry' where the model or tool is made durable");
});

test('a run without says nothing', async () => {
  logged.length = 0;
  await (await scene.start('askAgent', 'look_up {"word":"tide"}\nDone')).result();
  expect(logged.filter((message) => message.includes('Middleware'))).toEqual([]);
});
