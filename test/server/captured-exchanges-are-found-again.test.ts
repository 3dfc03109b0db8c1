import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { aiSdkConversation } from 'onceward/ai-sdk/client';
import { oncewardClient, readTranscript, type TranscriptStep } from 'onceward/client';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOnceward } from '../fixtures/chain/onceward.ts';
import { pageScript, taskOf } from '../fixtures/chain/page-script.ts';
import { optionsOf } from '../fixtures/chain/reading-options.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { bytesIn, textsIn } from '../support/history-payloads.ts';
import { runCli } from '../unit/cli/run-cli.ts';

const WORKFLOWS = new URL('../fixtures/chain/workflows.ts', import.meta.url);
const PLUGIN = new URL('../fixtures/chain/reading.ts', import.meta.url).pathname;

let temporal: Temporal;
let provider: ScriptedProvider;
let workflowBundle: WorkflowBundle;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-captured-'));
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

interface Captured {
  readonly workflowId: string;
  readonly steps: readonly TranscriptStep[];
  readonly requests: readonly unknown[];
  /** All that Temporal keeps of the run. */
  readonly history: string;
}

async function runWith(way: string, capture: boolean, task: string): Promise<Captured> {
  const { store, ...rest } = optionsOf(way, folder);
  const places = { ...rest, ...(store !== undefined && store !== 'none' && { store }) };
  const client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient(places)] });
  const before = provider.requests().length;
  const workflowId = `${way.replaceAll(' ', '-')}-${capture}`;
  const plugins = [createOnceward({ ...optionsOf(way, folder), journal: memoryJournal(), capture })];
  const options = { connection: temporal.connection, taskQueue: workflowId, workflowBundle, plugins };
  await withWorker(options, () => client.workflow.execute('readOn', { args: [task, 'none'], taskQueue: workflowId, workflowId }));
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const { compression: _compression, ...reading } = places;
  return {
    workflowId,
    steps: await readTranscript(client, workflowId, { forms: [aiSdkConversation], ...reading }),
    requests: provider
      .requests()
      .slice(before)
      .map(({ body }) => body),
    history: Buffer.concat([...bytesIn(history), ...textsIn(history).map((text) => Buffer.from(text))]).toString(),
  };
}

describe.each(['a store', 'encrypted and compressed'])('with capture and %s', (way) => {
  test('what the provider was sent and sent back is found again, step by step, and stands in no history', async () => {
    const { steps, requests, history, workflowId } = await runWith(way, true, taskOf(way.length, 3));
    expect(steps.length).toBe(requests.length);
    for (const [index, step] of steps.entries()) {
      const [exchange, ...others] = await step.exchanges();
      expect(others).toEqual([]);
      const { body } = exchange?.request ?? {};
      expect(typeof body === 'string' ? JSON.parse(body) : body).toEqual(requests[index]);
      expect(exchange?.response?.headers).toMatchObject({ 'content-type': expect.stringContaining('application/json') as string });
      expect(exchange?.response?.body).toMatchObject({ choices: [{ message: expect.anything() as object }] });
    }
    // A word of the provider's own body that is not in the answer.
    expect(JSON.stringify(await steps[0]?.exchanges())).toContain('"object"');
    for (const word of ['chat.completion', 'content-type', '"messages"']) expect(history).not.toContain(word);

    const environment = { TEMPORAL_ADDRESS: temporal.address, FOLDER: folder, WAY: way };
    const shown = await runCli(['transcript', workflowId, '--plugin', PLUGIN, '--step', '2', '--json'], { environment });
    expect(JSON.parse(shown.stdout)).toMatchObject({ exchanges: await steps[1]?.exchanges() });
    const told = await runCli(['transcript', workflowId, '--plugin', PLUGIN, '--step', '2'], { environment });
    expect(told.stdout).toMatch(/\n\nREQUEST\n[\s\S]*\n\nRESPONSE\n/);

    const erased = await runCli(['store', 'erase', '--run', workflowId, '--plugin', PLUGIN, '--delete'], { environment });
    expect(erased.stdout).toContain(`Deleted of the run '${workflowId}'`);
    expect(await Promise.all(steps.map(({ exchanges }) => exchanges()))).toEqual(steps.map(() => []));
  });
});

test('without the option nothing is captured', async () => {
  const { steps, history } = await runWith('a store', false, taskOf(4, 2));
  expect(await Promise.all(steps.map(({ exchanges }) => exchanges()))).toEqual(steps.map(() => []));
  expect(steps.flatMap(({ usage }) => usage.map(({ captured }) => captured))).toEqual(steps.map(() => undefined));
  expect(history).not.toContain('chat.completion');
});
