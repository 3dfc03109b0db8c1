import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { ChatOpenAI } from '@langchain/openai';
import { mapStoredMessagesToChatMessages, SystemMessage, type BaseMessage, type StoredMessage } from '@langchain/core/messages';
import { langchainConversation } from 'onceward/langchain/client';
import { oncewardClient, readTranscript, type TranscriptStep } from 'onceward/client';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { bytesIn, textsIn } from '../support/history-payloads.ts';
import { runCli } from '../unit/cli/run-cli.ts';

const PLUGIN = new URL('../fixtures/langchain/plugin.ts', import.meta.url).pathname;
const TASK_QUEUE = 'exported';
const LOOP = 'look_up {"word":"tide"} && look_up {"word":"ebb","language":"de"}\nrefuse {"reason":"no"}\nDone';

let temporal: Temporal;
let provider: ScriptedProvider;
let folder: string;
/** The messages as the workflow has them at its end. */
let run: StoredMessage[];
let exported: StoredMessage[];
let steps: readonly TranscriptStep[];
let history: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-exported-'));
  provider = await startScriptedProvider({ script: lineScript });
  vi.stubEnv('FOLDER', folder);
  vi.stubEnv('MODEL_URL', provider.url);
  vi.stubEnv('MODEL_KEY', 'a-key');
  temporal = await openTemporal();
  const { onceward } = await import('../fixtures/langchain/plugin.ts');
  const { store } = onceward.reading().payloads;
  const places = store === undefined ? {} : { store };
  const client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient(places)] });
  const workflowBundle = await bundleWorkflows(new URL('../fixtures/langchain/workflows.ts', import.meta.url), onceward);
  const workflowId = 'converse';
  const options = { connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [onceward] };
  run = await withWorker(options, () =>
    client.workflow.execute<(prompt: string) => Promise<StoredMessage[]>>('converse', { args: [LOOP], taskQueue: TASK_QUEUE, workflowId }),
  );
  const { stdout } = await runCli(['export', workflowId, '--plugin', PLUGIN], { environment: { TEMPORAL_ADDRESS: temporal.address } });
  exported = JSON.parse(stdout) as StoredMessage[];
  steps = await readTranscript(client, workflowId, { forms: [langchainConversation], ...places });
  const events = await client.workflow.getHandle(workflowId).fetchHistory();
  history = Buffer.concat([...bytesIn(events), ...textsIn(events).map((text) => Buffer.from(text))]).toString();
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

test('what is exported reads back, with LangChain’s own loader, as the messages of the run', () => {
  const [system, ...messages] = mapStoredMessagesToChatMessages(exported);
  expect(SystemMessage.isInstance(system) && system.text).toBe('Be brief.');
  const expected = mapStoredMessagesToChatMessages(run);
  expect(expected.map((message) => message.getType())).toEqual(['human', 'ai', 'tool', 'tool', 'ai', 'tool', 'ai']);
  // All but LangChain's note of the version of its package that made a message.
  const whole = (message: BaseMessage): unknown => {
    const { type, data } = message.toDict() as { type: string; data: { metadata?: object } };
    const { metadata: _versions, ...rest } = data;
    return { type, data: rest };
  };
  expect(messages.map(whole)).toEqual(expected.map(whole));
});

test('a model asked with what was read back is asked what it was asked in the run, and what it answered', async () => {
  const sent = provider.requests().at(-1)?.body as { readonly messages: readonly unknown[] };
  const configuration = { baseURL: provider.url };
  await new ChatOpenAI({ model: 'scripted-1', apiKey: 'a-key', configuration }).invoke(mapStoredMessagesToChatMessages(exported));
  const again = provider.requests().at(-1)?.body as { readonly messages: readonly unknown[] };
  expect(again.messages.slice(0, -1)).toEqual(sent.messages);
  expect(again.messages.at(-1)).toMatchObject({ role: 'assistant', content: 'Done' });
});

test('what the provider sent back is captured where the client gives it, and stands in no message and no history', async () => {
  const exchanges = await Promise.all(steps.map((step) => step.exchanges()));
  expect(exchanges).toEqual(
    steps.map(() => [{ v: 1, response: { body: expect.objectContaining({ object: 'chat.completion' }) as object } }]),
  );
  for (const text of [JSON.stringify(run), JSON.stringify(exported), history]) expect(text).not.toContain('__raw_response');
  expect(history).not.toContain('chat.completion');
});
