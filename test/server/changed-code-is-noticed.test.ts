import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { LogEntry, WorkflowBundle } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { keysPlugin } from '../fixtures/keys/keys-plugin.ts';
import { stage } from '../fixtures/keys/steps.ts';

type Code = 'drift-before' | 'drift-another-input' | 'drift-swapped';

const logged: LogEntry[] = [];
const bundles = new Map<Code, WorkflowBundle>();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal((entry) => logged.push(entry));
});

afterAll(() => temporal.close());

beforeEach(() => {
  logged.length = 0;
  stage.calls.length = 0;
});

async function withCode<Result>(code: Code, fn: () => Promise<Result>): Promise<Result> {
  const workflowBundle =
    bundles.get(code) ?? (await bundleWorkflows(new URL(`../fixtures/keys/${code}.ts`, import.meta.url), keysPlugin()));
  bundles.set(code, workflowBundle);
  return withWorker({ connection: temporal.connection, taskQueue: 'drift', workflowBundle, plugins: [keysPlugin()] }, fn);
}

/** Runs both calls with the code of before a deploy, and the rest with that of after it. */
async function deploy(after: Code): Promise<unknown> {
  const handle: WorkflowHandle = await temporal.client.workflow.start('drifting', { taskQueue: 'drift', workflowId: randomUUID() });
  await withCode('drift-before', async () => {
    await expect.poll(() => stage.calls.length, { timeout: 90_000 }).toBe(2);
    // Both results are in history.
    await expect
      .poll(async () => (await handle.fetchHistory()).events?.filter((event) => event.activityTaskCompletedEventAttributes).length)
      .toBe(2);
  });
  await handle.signal('go on');
  return withCode(after, () => handle.result());
}

const drifts = (): unknown[] => logged.filter(({ message }) => message.includes('another input')).map(({ meta }) => meta?.['activityType']);

test('code that did not change is not reported', async () => {
  const answers = (await deploy('drift-before')) as Record<string, string>;
  expect(answers['one']).not.toBe(answers['two']);
  expect(drifts()).toEqual([]);
});

test('a call that asks for something else now keeps its recorded result, and the log says so once the replay is over', async () => {
  await deploy('drift-another-input');
  expect(drifts()).toEqual(['function.keyOf']);
  expect(stage.calls.map(({ name }) => name)).toEqual(['one', 'two']);
});

test('two calls that were swapped do not get each other’s results: the run fails and says why', async () => {
  await expect(deploy('drift-swapped')).rejects.toMatchObject({ cause: { type: 'ResultMisassigned', nonRetryable: true } });
  expect(stage.calls.map(({ name }) => name)).toEqual(['one', 'two']);
});
