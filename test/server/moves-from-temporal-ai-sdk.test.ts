import { fileURLToPath } from 'node:url';
import { AiSdkPlugin } from '@temporalio/ai-sdk';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type WorkerPlugin, type WorkflowBundleOption } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { expectReplays, readHistory } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as activities from '../fixtures/both-plugins/activities.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { responsesSay } from '../fixtures/round-trip/replies.ts';
import { startWire, type Wire, type WireScript } from '../fixtures/round-trip/start-wire.ts';
import { until } from '../support/until.ts';

const TASK_QUEUE = 'agents';
// The models are made as their module loads, and want to know where their provider is.
const wire: Wire = await startWire();
process.env['WIRE_URL'] = wire.url;
const models = await import('../fixtures/both-plugins/models.ts');
const tools = await import('../fixtures/both-plugins/tools.ts');

const official = new AiSdkPlugin({ modelProvider: models.provider });
const onceward = new OncewardPlugin({ modules: [models, tools], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
let temporal: Temporal;
let before: WorkflowBundleOption;

beforeAll(async () => {
  temporal = await openTemporal();
  before = await bundle('before.ts', [official]);
});

afterAll(async () => {
  await temporal.close();
  await wire.close();
});

/** One look into the tool, then an answer that says what the tool said. */
const script: WireScript = (request) => {
  const { input } = request.body as { readonly input: readonly { readonly type?: string; readonly output?: string }[] };
  const output = input.find(({ type }) => type === 'function_call_output')?.output;
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', status: 'completed', name: 'lookUp', arguments: '{"word":"tide"}' };
  const content = [{ type: 'output_text', text: `It is ${output}`, annotations: [] }];
  const answer = { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content };
  const isPlain = JSON.stringify(input).includes('Just say it');
  return responsesSay([output === undefined && !isPlain ? call : answer])(request);
};

async function bundle(file: string, plugins: WorkerPlugin[]): Promise<WorkflowBundleOption> {
  const workflowsPath = fileURLToPath(new URL(`../fixtures/both-plugins/${file}`, import.meta.url));
  return bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR', () => undefined) });
}

function worker<Result>(workflowBundle: WorkflowBundleOption, plugins: WorkerPlugin[], run: () => Promise<Result>): Promise<Result> {
  return withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins, activities }, run);
}

function start(workflow: string, workflowId: string, question: string): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(workflow, { taskQueue: TASK_QUEUE, workflowId, args: [question] });
}

async function activityTypesOf(handle: WorkflowHandle): Promise<readonly string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => event.activityTaskScheduledEventAttributes?.activityType?.name ?? []);
}

describe.each([
  ['durable-first.ts', [official, onceward]],
  ['official-first.ts', [onceward, official]],
] as const)('a worker with both plugins, its workflows being %s', (file, plugins) => {
  test('finishes the runs of the official one as they began, runs new ones durably, and replays both', async () => {
    wire.play(script);
    const old = await worker(before, [official], async () => {
      const handle = await start('assistant', `old-${file}`, 'When?');
      await until('the first answer', async () => wire.requests().length === 2 && (await isWaiting(handle)));
      return handle;
    });

    const both = await bundle(file, [...plugins]);
    const [newer, mixed] = await worker(both, [...plugins], async () => {
      const handles = [await start('assistant', `new-${file}`, 'When?'), await start('bothAtOnce', `both-${file}`, 'Just say it')] as const;
      for (const handle of [old, handles[0]]) await handle.signal('ask', 'And then?');
      expect(await old.result()).toEqual(['It is tide: high in the morning', 'It is tide: high in the morning']);
      expect(await handles[0].result()).toEqual(await old.result());
      expect(await handles[1].result()).toEqual(['It is undefined', 'It is undefined']);
      return handles;
    });

    expect(wire.requests().length).toBe(4 + 4 + 2);
    expect(await activityTypesOf(old)).toEqual(['invokeModel', 'lookUp', 'invokeModel', 'invokeModel', 'lookUp', 'invokeModel']);
    expect(await activityTypesOf(newer)).toEqual([
      'model.model',
      'tool.lookUp',
      'model.model',
      'model.model',
      'tool.lookUp',
      'model.model',
    ]);
    expect(await activityTypesOf(mixed)).toEqual(['invokeModel', 'model.model']);
    for (const handle of [old, newer, mixed]) await expectReplays(await readHistory(handle), { bundle: both, plugins: [...plugins] });
    expect(wire.requests().length).toBe(10);
    // A run that does not replay would stay, its task tried again.
  }, 90_000);
});

/** Whether the workflow has done all it can until somebody asks it more. */
async function isWaiting(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return Boolean(events?.at(-1)?.workflowTaskCompletedEventAttributes);
}
