import { S3Client } from '@aws-sdk/client-s3';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import OpenAI from 'openai';
import { durableModule } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { warnAtStart } from '../../../src/worker/plugin/warn-at-start.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';

const durable = durableModule(import.meta.url);
const client = (options: object): OpenAI => new OpenAI({ apiKey: 'none', ...options });
/** As many a community provider is made: a model around a client. */
const aiSdkModel = (ownClient: object): object => ({
  specificationVersion: 'v4',
  provider: 'own',
  modelId: 'own-1',
  client: ownClient,
  supportedUrls: {},
  doGenerate: () => Promise.reject(new Error('never called')),
  doStream: () => Promise.reject(new Error('never called')),
});
const cloudClient = (options: object): S3Client => new S3Client({ region: 'eu-central-1', ...options });

async function linesAbout(value: object): Promise<readonly string[]> {
  const steps = collectSteps({ modules: [{ ask: durable(value) }], adapters: [aiSdk(), langchain()], kindDefaults: {}, defaults: {} });
  const lines: string[] = [];
  await warnAtStart(steps, { warn: (line) => lines.push(line) });
  return lines;
}

it('a line names the export, the client and the remedy', async () => {
  const [line, ...others] = await linesAbout(aiSdkModel(client({})));
  expect(others).toEqual([]);
  expect(line).toBe(
    `'ask' of ${import.meta.filename}: its client sends a failed request again by itself, up to 2 times an attempt. ` +
      'Make the client with `maxRetries: 0`: Temporal tries again.',
  );
});

it.each([
  ['a client that finds out its attempts', aiSdkModel(cloudClient({})), ['up to 2 times', '`maxAttempts: 1`']],
  ['a client that states its attempts', aiSdkModel(cloudClient({ maxAttempts: 2 })), ['up to 1 time an attempt', '`maxAttempts: 1`']],
  ['one within a LangChain model', Object.assign(new ChatOpenAI({ apiKey: 'none' }), { cloud: cloudClient({}) }), ['its cloud']],
  ['a frozen client', Object.assign(new ChatOpenAI({ apiKey: 'none' }), { own: Object.freeze(client({})) }), ['its own']],
])('%s is named', async (_, value, words) => {
  const lines = await linesAbout(value);
  expect(lines).toHaveLength(1);
  for (const word of words) expect(lines[0]).toContain(word);
});

it.each([
  ['an AI SDK model around a client without retries', aiSdkModel(client({ maxRetries: 0 }))],
  ['a cloud client with one attempt', aiSdkModel(cloudClient({ maxAttempts: 1 }))],
  ['a cloud client that cannot find out', aiSdkModel(cloudClient({ maxAttempts: () => Promise.reject(new Error('no profile')) }))],
  ['a LangChain model, whose retries are switched off', new ChatOpenAI({ apiKey: 'none', maxRetries: 5 })],
  ['a LangChain tool', tool(() => 'ok', { name: 'look', description: 'looks', schema: z.object({}) })],
])('%s: not a word', async (_, value) => {
  expect(await linesAbout(value)).toEqual([]);
});

it('the client that a LangChain model was given is switched off, too', async () => {
  const own = client({ maxRetries: 4 });
  expect(await linesAbout(Object.assign(new ChatOpenAI({ apiKey: 'none' }), { own }))).toEqual([]);
  expect(own.maxRetries).toBe(0);
});
