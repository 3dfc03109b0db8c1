import { fileURLToPath } from 'node:url';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { mapStoredMessagesToChatMessages } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { Client } from '@temporalio/client';
import { aiSdkConversation } from 'onceward/ai-sdk/client';
import { langchainConversation } from 'onceward/langchain/client';
import { aiSdk } from 'onceward/ai-sdk/worker';
import type { ArtifactFile } from 'onceward';
import { oncewardClient, readTranscript, type TranscriptStep } from 'onceward/client';
import { langchain } from 'onceward/langchain/worker';
import { expectReplays, readHistory, startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromRichJson } from '../../src/shared/encoding/rich-json.ts';
import * as aiSdkSteps from '../fixtures/files/ai-sdk-steps.ts';
import { countingStore, type CountingStore } from '../fixtures/files/counting-store.ts';
import * as langchainSteps from '../fixtures/files/langchain-steps.ts';
import { pageImage, pdfOf } from '../fixtures/files/page-image.ts';
import * as pageSteps from '../fixtures/files/page-steps.ts';
import type * as workflows from '../fixtures/files/workflows.ts';
import * as plainAiSdk from '../fixtures/files/ai-sdk-workflows.ts';
import * as plainLangchain from '../fixtures/files/langchain-workflows.ts';
import { openScene, TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';

const WORKFLOWS = fileURLToPath(new URL('../fixtures/files/workflows.ts', import.meta.url));
const PNG = pageImage(0);
const PNG_BASE64 = Buffer.from(PNG).toString('base64');
const PNG_URL = `data:image/png;base64,${PNG_BASE64}`;

let scene: Scene;
let client: Client;
let provider: ScriptedProvider;
let store: CountingStore;
let plugin: OncewardPlugin;
let runs = 0;

beforeAll(async () => {
  provider = await startScriptedProvider({
    // Photographs a page each time it is asked, until it has seen two.
    script: ({ messages, tools, number }) => {
      const seen = messages.filter(({ role }) => role === 'tool').length;
      return tools.includes('photograph') && seen < 2
        ? { toolCalls: [{ id: `call_${seen}`, name: 'photograph', input: { page: seen } }] }
        : { text: `Answer ${number > 0}.` };
    },
  });
  process.env['MODEL_URL'] = provider.url;
  store = countingStore();
  plugin = new OncewardPlugin({
    modules: [pageSteps, aiSdkSteps, langchainSteps],
    adapters: [aiSdk(), langchain()],
    store,
    journal: memoryJournal(),
  });
  scene = await openScene({ workflows: WORKFLOWS, plugin });
  client = new Client({ connection: scene.client.connection, plugins: [oncewardClient({ store })] });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

interface Done {
  readonly result: unknown;
  readonly historyBytes: number;
  readonly workflowId: string;
  /** Objects that a replay read from the store, and wrote to it. */
  readonly replayed: { readonly reads: number; readonly writes: number };
}

async function run(workflow: keyof typeof workflows, ...args: readonly unknown[]): Promise<Done> {
  const workflowId = `${workflow}-${(runs += 1)}`;
  const handle = await client.workflow.start(workflow, { args: [...args], taskQueue: TASK_QUEUE, workflowId });
  const result: unknown = await handle.result();
  const history = await readHistory(handle);
  const before = { reads: store.reads.length, writes: store.writes.length };
  await expectReplays(history, { bundle: scene.bundle, plugins: [plugin], drift: 'fail' });
  const replayed = { reads: store.reads.length - before.reads, writes: store.writes.length - before.writes };
  const { historySize } = await handle.describe();
  return { workflowId, result, historyBytes: Number(historySize), replayed };
}

/** The provider gets what plain code sends, history and a replay nothing of the files. */
async function expectSameRequests(
  plainly: () => Promise<unknown>,
  durably: () => Promise<Done>,
): Promise<Done & { readonly requests: readonly string[] }> {
  const expected = await bodiesOf(provider, plainly);
  let done: Done | undefined;
  const requests = await bodiesOf(provider, async () => (done = await durably()));
  expect(requests).toEqual(expected);
  expect(done?.replayed).toEqual({ reads: 0, writes: 0 });
  if (done === undefined) throw new Error('It did not run.');
  await expectWholeTranscript(done, requests);
  return { ...done, requests };
}

/** The provider gets the same once more when it is asked with what was read back of the run. */
async function expectWholeTranscript({ workflowId }: Done, requests: readonly string[]): Promise<void> {
  const steps = await readTranscript(client, workflowId, { forms: [aiSdkConversation, langchainConversation], store });
  const again = await bodiesOf(provider, async () => {
    for (const step of steps) await askAgain(step);
  });
  expect(again.map(messagesIn)).toEqual(requests.map(messagesIn));
}

async function askAgain({ form, prompt, settings, messages }: TranscriptStep): Promise<void> {
  if (form === 'langchain') {
    const model = new ChatOpenAI({ model: 'scripted-1', apiKey: 'none', configuration: { baseURL: provider.url } });
    await model.invoke(mapStoredMessagesToChatMessages(messages().slice(0, -1) as never));
    return;
  }
  const model = createOpenAICompatible({ name: 'scripted', baseURL: provider.url, apiKey: 'none' })('scripted-1');
  await model.doGenerate({ ...(fromRichJson(settings) as object), prompt: prompt.map(fromRichJson) as never });
}

function messagesIn(body: string): unknown {
  return (JSON.parse(body) as { readonly messages: unknown }).messages;
}

const USER = (part: object): object[] => [{ role: 'user', content: [{ type: 'text', text: 'What is it?' }, part] }];

const PARTS: Readonly<Record<string, object>> = {
  'bytes of an image': { type: 'image', image: PNG },
  'bytes of a file': { type: 'file', data: PNG, mediaType: 'image/png' },
  'bytes with half a media type': { type: 'file', data: PNG, mediaType: 'image/*' },
  'tagged bytes': { type: 'file', data: { type: 'data', data: PNG }, mediaType: 'image/png' },
  base64: { type: 'image', image: PNG_BASE64 },
  'a data URL': { type: 'file', data: PNG_URL, mediaType: 'image/png' },
  'a PDF': { type: 'file', data: pdfOf(1), mediaType: 'application/pdf', filename: 'claim.pdf' },
};

test(`AI SDK, a workflow gets messages with ${Object.keys(PARTS).join(', ')}`, async () => {
  const conversations = Object.values(PARTS).map(USER) as never;
  const { requests, historyBytes } = await expectSameRequests(
    () => plainAiSdk.describeEach(conversations),
    () => run('describeEach', conversations),
  );
  expect(requests).toHaveLength(7);
  expect(Math.min(...requests.map(({ length }) => length))).toBeGreaterThan(250_000);
  expect(historyBytes).toBeLessThan(40_000);
});

test('AI SDK, a conversation about an image: each of its calls has the image, and the store has it once', async () => {
  const args = [USER({ type: 'file', data: pageImage(7), mediaType: 'image/png' }) as never, ['Colour?', 'Shape?', 'Size?']] as const;
  const writesBefore = store.writes.length;
  const { requests } = await expectSameRequests(
    () => plainAiSdk.talkAbout(...args),
    () => run('talkAbout', ...args),
  );
  expect(requests).toHaveLength(3);
  const written = await Promise.all(store.writes.slice(writesBefore).map((key) => store.head(key)));
  expect(written.map((info) => info?.bytes ?? 0).filter((bytes) => bytes > 100_000)).toEqual([300_000]);
});

test('AI SDK, a tool tells the model of an image: it goes by reference, and the workflow’s code gets the tool’s output', async () => {
  const { requests, result, historyBytes } = await expectSameRequests(
    () => plainAiSdk.photographPages('Photograph two pages.'),
    () => run('photographPages', 'Photograph two pages.'),
  );
  expect(requests.join('').length).toBeGreaterThan(1_000_000);
  expect(result).toEqual([
    { page: 0, taken: true },
    { page: 1, taken: true },
  ]);
  expect(historyBytes).toBeLessThan(30_000);
});

const BLOCKS: Readonly<Record<string, object>> = {
  'an image_url block': { type: 'image_url', image_url: { url: PNG_URL } },
  'a standard block': { type: 'image', mimeType: 'image/png', data: PNG_BASE64 },
  'a block of the former standard': { type: 'image', source_type: 'base64', mime_type: 'image/png', data: PNG_BASE64 },
};

test(`LangChain, a workflow gets messages with ${Object.keys(BLOCKS).join(', ')}`, async () => {
  const contents = Object.values(BLOCKS).map((block) => [{ type: 'text', text: 'What is it?' }, block]) as never;
  const { requests, historyBytes } = await expectSameRequests(
    () => plainLangchain.describeEachInChat(contents),
    () => run('describeEachInChat', contents),
  );
  expect(requests).toHaveLength(3);
  expect(Math.min(...requests.map(({ length }) => length))).toBeGreaterThan(250_000);
  expect(historyBytes).toBeLessThan(30_000);
});

test('LangChain, a tool gives an image: it goes by reference', async () => {
  const { requests, historyBytes } = await expectSameRequests(
    () => plainLangchain.photographInChat('Photograph two pages.'),
    () => run('photographInChat', 'Photograph two pages.'),
  );
  expect(requests.join('').length).toBeGreaterThan(1_000_000);
  expect(historyBytes).toBeLessThan(30_000);
});

test('AI SDK, a step gives artifacts and workflow code puts them into messages: the provider gets the content', async () => {
  const { requests, historyBytes } = await expectSameRequests(
    async () => {
      for (const page of [1, 2]) await plainAiSdk.readPage(page, plainFile(page));
    },
    () => run('readPages', [1, 2]),
  );
  expect(requests).toHaveLength(2);
  expect(historyBytes).toBeLessThan(20_000);
});

test('LangChain, a step gives artifacts and workflow code puts them into messages: the provider gets the content', async () => {
  const { requests, historyBytes } = await expectSameRequests(
    async () => {
      for (const page of [1, 2]) await plainLangchain.readPageInChat(page, plainFile(page));
    },
    () => run('readPagesInChat', [1, 2]),
  );
  expect(requests).toHaveLength(2);
  expect(historyBytes).toBeLessThan(20_000);
});

test('workflow code sees a stand-in for a file of a message, a step its content; bytes elsewhere are bytes everywhere', async () => {
  const messages = [{ role: 'user', content: [{ type: 'file', data: PNG, mediaType: 'image/png' }] }];
  const { result } = await run('measure', messages, { bytes: pageImage(1, 50_000) });
  const [seen, elsewhere, inStep] = result as number[];
  expect(seen).toBeLessThan(600);
  expect({ elsewhere, inStep }).toEqual({ elsewhere: 50_000, inStep: PNG.length });
});

/** A page as plain code has it. */
function plainFile(page: number): ArtifactFile {
  const bytes = pageImage(page);
  const base64 = Buffer.from(bytes).toString('base64');
  return { mediaType: 'image/png', bytes, base64, dataUrl: `data:image/png;base64,${base64}` };
}
