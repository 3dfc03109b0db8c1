import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { Client } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { convertToModelMessages, generateText, validateUIMessages, type UIMessage } from 'ai';
import { aiSdkConversation } from 'onceward/ai-sdk/client';
import { oncewardClient, readTranscript, type TranscriptStep } from 'onceward/client';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromRichJson } from '../../src/shared/encoding/rich-json.ts';
import { createOnceward } from '../fixtures/chain/onceward.ts';
import { pageScript, taskOf } from '../fixtures/chain/page-script.ts';
import { optionsOf } from '../fixtures/chain/reading-options.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { runCli } from '../unit/cli/run-cli.ts';

const WORKFLOWS = new URL('../fixtures/chain/workflows.ts', import.meta.url);
const PLUGIN = new URL('../fixtures/chain/reading.ts', import.meta.url).pathname;

let temporal: Temporal;
let provider: ScriptedProvider;
let workflowBundle: WorkflowBundle;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-transcripts-'));
  provider = await startScriptedProvider({ script: pageScript() });
  process.env['MODEL_URL'] = provider.url;
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(WORKFLOWS, createOnceward({ store: 'none' }));
});

afterAll(async () => {
  await temporal.close();
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Read {
  readonly workflowId: string;
  readonly steps: readonly TranscriptStep[];
  /** The bodies that the provider got, one a step. */
  readonly sent: readonly Readonly<Record<string, unknown>>[];
}

/** Runs a workflow and reads it back once its worker is gone. */
async function runAndRead(way: string, workflow: string, args: readonly unknown[]): Promise<Read> {
  const own = optionsOf(way, folder);
  const { store, ...rest } = own;
  const places = { ...rest, ...(store !== undefined && store !== 'none' && { store }) };
  const client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient(places)] });
  const before = provider.requests().length;
  const workflowId = `${workflow}-${way.replaceAll(' ', '-')}`;
  const options = { connection: temporal.connection, taskQueue: workflowId, workflowBundle };
  const plugins = [createOnceward({ ...own, journal: memoryJournal() })];
  await withWorker({ ...options, plugins }, () =>
    client.workflow.execute(workflow, { args: [...args], taskQueue: workflowId, workflowId }),
  );
  const sent = provider
    .requests()
    .slice(before)
    .map(({ body }) => body);
  const { compression: _compression, ...reading } = places;
  return { workflowId, steps: await readTranscript(client, workflowId, { forms: [aiSdkConversation], ...reading }), sent };
}

/** What the provider gets when it is asked once more with what was read. */
async function askAgain({ prompt, settings }: TranscriptStep): Promise<Readonly<Record<string, unknown>> | undefined> {
  const model = createOpenAICompatible({ name: 'scripted', baseURL: provider.url, apiKey: 'none' })('scripted-1');
  await model.doGenerate({ ...(fromRichJson(settings) as object), prompt: prompt.map(fromRichJson) as never });
  return provider.requests().at(-1)?.body;
}

describe.each(['a store', 'no store', 'encrypted and compressed'])('with %s', (way) => {
  test('the prompt of each step is what the model was sent, to the letter, and the answer what it said', async () => {
    const { steps, sent } = await runAndRead(way, 'readOn', [taskOf(4, 6), 'shorten']);
    expect(steps.map(({ number }) => number)).toEqual(sent.map((_body, index) => index + 1));
    for (const [index, step] of steps.entries()) expect(JSON.stringify(await askAgain(step))).toBe(JSON.stringify(sent[index]));
    expect(steps.at(-1)?.answer).toMatchObject({ content: [{ type: 'text', text: 'Read 6 pages.' }] });
    expect(steps[0]?.usage).toMatchObject([{ provider: 'scripted.chat', model: 'scripted-1', billed: 'yes', attempt: 1 }]);
  });
});

test('the command shows the same', async () => {
  const way = 'encrypted and compressed';
  const { steps, workflowId } = await runAndRead(way, 'readSideBySide', [[taskOf(11, 3), taskOf(12, 4)], 'none']);
  const environment = { TEMPORAL_ADDRESS: temporal.address, FOLDER: folder, WAY: way };
  const all = await runCli(['transcript', workflowId, '--plugin', PLUGIN, '--json'], { environment });
  expect(all).toMatchObject({ exitCode: 0, stderr: '' });
  const read = JSON.parse(all.stdout) as readonly TranscriptStep[];
  expect(read.map(({ prompt, answer }) => ({ prompt, answer }))).toEqual(steps.map(({ prompt, answer }) => ({ prompt, answer })));
  const one = await runCli(['transcript', workflowId, '--plugin', PLUGIN, '--step', '99'], { environment });
  expect(one).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`this run has ${steps.length} answered model calls`) });
});

test('a run that continues others is read from the first of them on', async () => {
  const { steps, sent } = await runAndRead('a store', 'readRunByRun', [[taskOf(20, 3), taskOf(21, 2), taskOf(22, 2)]]);
  expect(steps).toHaveLength(sent.length);
  for (const [index, step] of steps.entries()) expect(JSON.stringify(await askAgain(step))).toBe(JSON.stringify(sent[index]));
});

test('exported messages are UI messages: the AI SDK goes on with them as with the conversation itself', async () => {
  const { steps, sent, workflowId } = await runAndRead('a store', 'readOn', [taskOf(30, 6), 'none']);
  const environment = { TEMPORAL_ADDRESS: temporal.address, FOLDER: folder, WAY: 'a store' };
  const { stdout } = await runCli(['export', workflowId, '--plugin', PLUGIN], { environment });
  const messages = JSON.parse(stdout) as UIMessage[];
  expect(messages).toEqual(steps.at(-1)?.messages());
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant']);
  expect(await validateUIMessages({ messages })).toEqual(messages);

  const model = createOpenAICompatible({ name: 'scripted', baseURL: provider.url, apiKey: 'none' })('scripted-1');
  await generateText({ model, messages: await convertToModelMessages(messages), allowSystemInMessages: true });
  const again = provider.requests().at(-1)?.body as { readonly messages: readonly unknown[] };
  const last = sent.at(-1) as { readonly messages: readonly unknown[] };
  expect(again.messages).toEqual([...last.messages, { role: 'assistant', content: 'Read 6 pages.' }]);
});

test('a result that is gone is an error, and never a shorter prompt', async () => {
  const { workflowId } = await runAndRead('a store', 'readOn', [taskOf(40, 6), 'none']);
  const reading = readTranscript(temporal.client, workflowId, { forms: [aiSdkConversation] });
  await expect(reading).rejects.toThrow(/PayloadMissing|has no object/);
});
