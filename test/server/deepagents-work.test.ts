import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as models from '../fixtures/deepagents/models.ts';
import { deepAgent } from '../fixtures/deepagents/workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { sentSince } from '../fixtures/sent-requests.ts';

let provider: ScriptedProvider;
let scene: Scene;

beforeAll(async () => {
  provider = await startScriptedProvider({
    script: (request) => lineScript({ ...request, prompt: request.prompt.replaceAll('<50 KB>', JSON.stringify(LONG).slice(1, -1)) }),
  });
  process.env['MODEL_URL'] = provider.url;
  const plugin = new OncewardPlugin({
    modules: [models],
    adapters: [langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
    offloadAboveBytes: 16_384,
  });
  const workflows = new URL('../fixtures/deepagents/workflows.ts', import.meta.url);
  scene = await openScene({ workflows, plugin, worker: { maxCachedWorkflows: 0 } });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

const LONG = `${'A line of a file that the agent keeps.\n'.repeat(1_280)}The end <n>`;

const TODOS = '{"todos":[{"content":"Look it up","status":"in_progress"}]}';

test.each([
  ['its list of to-dos', `write_todos ${TODOS}\nlook_up {"word":"tide"}\nDone`],
  [
    'its files: written, changed, found, read, deleted',
    [
      'write_file {"file_path":"/notes/a.md","content":"one\\ntwo"} && write_file {"file_path":"/b.md","content":"three"}',
      'edit_file {"file_path":"/notes/a.md","old_string":"two","new_string":"four"}',
      'ls {"path":"/"} && glob {"pattern":"**/*.md"} && grep {"pattern":"four"}',
      'read_file {"file_path":"/notes/a.md"}',
      'Done',
    ].join('\n'),
  ],
  [
    'an agent of its own, whose words it gets',
    'task {"subagent_type":"searcher","description":"look_up {\\"word\\":\\"moon\\"}\\nIt has four"}\nDone',
  ],
])('%s: an agent of deepagents does what it does in plain code, and asks the provider the same', async (_what, prompt) => {
  const before = provider.requests().length;
  const expected = await deepAgent(prompt);
  const plainly = sentSince(provider, before);
  expect(plainly.length).toBeGreaterThan(2);
  const handle = await scene.start('deepAgent', prompt);
  expect(await handle.result()).toEqual(JSON.parse(JSON.stringify(expected)));
  expect(sentSince(provider, before + plainly.length)).toEqual(plainly);
});

test('the content of ten files of 50 KB, changed in twenty steps, stays out of history', async () => {
  const files = Array.from({ length: 10 }, (_, index) => `/file-${index}.md`);
  const writes = files.map((path) => `write_file {"file_path":"${path}","content":"<50 KB>"}`);
  const edits = Array.from(
    { length: 20 },
    (_, round) =>
      `edit_file {"file_path":"${files[round % 10] ?? ''}","old_string":"The end ${round < 10 ? '<n>' : 'once'}","new_string":"The end ${round < 10 ? 'once' : 'twice'}"}`,
  );
  const handle = await scene.start('fileSizes', [...writes, ...edits, 'Done'].join('\n'));
  expect(Object.values((await handle.result()) as Record<string, number>)).toEqual(
    Array(10).fill(LONG.length + 'twice'.length - '<n>'.length),
  );
  const { raw, historyLength } = await handle.describe();
  const bytes = Number(raw.workflowExecutionInfo?.historySizeBytes);
  expect(historyLength).toBe(191);
  // Of it 31 calls of the model, each with its schedule, start and end.
  expect(bytes).toBeLessThan(100_000);
});
