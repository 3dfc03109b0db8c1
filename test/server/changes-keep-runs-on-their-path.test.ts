import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkerOptions, WorkflowBundle } from '@temporalio/worker';
import type { OncewardPluginOptions } from 'onceward/worker';
import { expectReplays, readHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';

const CODES = ['before', 'active', 'deprecated', 'removed'] as const;
type Code = (typeof CODES)[number];

const OLD_TURN = ['search', 'publish'];
const CHECKED_TURN = ['search', 'check', 'publish'];
const NEW_TURN = ['search', 'rerank', 'check', 'publish'];

const bundles = new Map<Code, WorkflowBundle>();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
  for (const code of CODES) {
    bundles.set(code, await bundleWorkflows(new URL(`../fixtures/versions/code-${code}.ts`, import.meta.url), versionsPlugin()));
  }
});

afterAll(() => temporal.close());

/** Runs a worker with the code of one deploy. It keeps no run in memory: every task is a replay. */
function deployed<Result>(code: Code, fn: () => Promise<Result>, { rollOut, ...worker }: Deploy = {}): Promise<Result> {
  const workflowBundle = bundles.get(code);
  const plugins = [versionsPlugin({ rollOut })];
  return withWorker(
    { connection: temporal.connection, taskQueue: 'versions', workflowBundle, plugins, maxCachedWorkflows: 0, ...worker },
    fn,
  );
}

type Deploy = Pick<WorkerOptions, 'patchActivationCallback'> & Pick<OncewardPluginOptions, 'rollOut'>;

function start(workflow: string, argument: unknown): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(workflow, { args: [argument], taskQueue: 'versions', workflowId: `${workflow}-${randomUUID()}` });
}

async function stepsOf(handle: WorkflowHandle): Promise<readonly string[]> {
  return activitiesOf(await handle.fetchHistory()).map(({ activityType }) => activityType.replace('function.', ''));
}

async function taskFailuresOf(handle: WorkflowHandle): Promise<number> {
  return (await handle.fetchHistory()).events?.filter((event) => event.workflowTaskFailedEventAttributes).length ?? 0;
}

/** Has a run make a turn, and waits until its last call is in history. */
async function turn(handle: WorkflowHandle): Promise<void> {
  const before = await publishedBy(handle);
  await handle.signal('turn');
  await expect.poll(() => publishedBy(handle), { timeout: 60_000 }).toBe(before + 1);
}

async function publishedBy(handle: WorkflowHandle): Promise<number> {
  return activitiesOf(await handle.fetchHistory()).filter(
    ({ activityType, result }) => activityType === 'function.publish' && result !== undefined,
  ).length;
}

/** Waits until the first task of a run is done, wherever it then stands. */
async function begun(handle: WorkflowHandle): Promise<void> {
  const isBegun = async (): Promise<boolean> =>
    (await handle.fetchHistory()).events?.some((event) => event.workflowTaskCompletedEventAttributes) === true;
  await expect.poll(isBegun, { timeout: 60_000 }).toBe(true);
}

test('a run keeps to its old path to the end, one that begins after the deploy takes the new one, and no replay ever breaks', async () => {
  const [inFlight, unbegun] = await deployed('before', async () => {
    const handles = [await start('research', 3), await start('research', 1)] as const;
    await turn(handles[0]);
    await begun(handles[1]);
    return handles;
  });
  const fresh = await deployed('active', async () => {
    await turn(inFlight);
    const handle = await start('research', 3);
    await begun(handle);
    await turn(handle);
    // Began before the deploy, though it has used no change yet.
    await turn(unbegun);
    await turn(inFlight);
    await Promise.all([inFlight.result(), unbegun.result()]);
    return handle;
  });
  const last = await deployed('deprecated', async () => {
    await turn(fresh);
    const handle = await start('research', 2);
    await turn(handle);
    return handle;
  });
  // Deprecated code still works for `fresh`: it has the marker.
  await deployed('deprecated', async () => {
    await turn(fresh);
    await fresh.result();
  });
  await deployed('removed', async () => {
    await turn(last);
    await last.result();
    const handle = await start('research', 1);
    await turn(handle);
    await handle.result();
    expect(await stepsOf(handle)).toEqual(NEW_TURN);
  });

  expect(await stepsOf(inFlight)).toEqual([...OLD_TURN, ...CHECKED_TURN, ...CHECKED_TURN]);
  expect(await stepsOf(unbegun)).toEqual(CHECKED_TURN);
  expect(await stepsOf(fresh)).toEqual([...NEW_TURN, ...NEW_TURN, ...NEW_TURN]);
  expect(await stepsOf(last)).toEqual([...NEW_TURN, ...NEW_TURN]);
  for (const handle of [inFlight, unbegun, fresh, last]) expect(await taskFailuresOf(handle)).toBe(0);
});

test('all items of a gather take the path of their run, also those that begin after the deploy', async () => {
  const handle = await start('researchAll', ['a', 'b', 'c', 'd']);
  await deployed('before', async () => {
    await expect.poll(async () => (await stepsOf(handle)).length, { timeout: 60_000 }).toBe(1);
  });
  await deployed('active', async () => {
    const after = await start('researchAll', ['a', 'b', 'c']);
    for (const run of [handle, after]) await run.signal('turn');
    await Promise.all([handle.result(), after.result()]);
    expect((await stepsOf(after)).toSorted()).toEqual(['rerank', 'rerank', 'rerank', 'search', 'search', 'search']);
  });
  expect(await stepsOf(handle)).toEqual(['search', 'search', 'search', 'search']);
});

test('a change that is switched off reaches no new run; switched on again it reaches those that begin then, and a run in flight at its next step', async () => {
  const asked: string[] = [];
  const off = { rollOut: { 'use-reranker': 'off', 'check-first': 'off' } } as const;
  const held = await deployed(
    'active',
    async () => {
      const handle = await start('research', 2);
      await turn(handle);
      return handle;
    },
    off,
  );
  const patchActivationCallback = ({ patchId }: { readonly patchId: string }): boolean => asked.push(patchId) > 0;
  await deployed(
    'active',
    async () => {
      const fresh = await start('research', 1);
      await turn(fresh);
      await turn(held);
      await Promise.all([fresh.result(), held.result()]);
      expect(await stepsOf(fresh)).toEqual(NEW_TURN);
    },
    { patchActivationCallback },
  );
  expect(await stepsOf(held)).toEqual([...OLD_TURN, ...CHECKED_TURN]);
  expect(await taskFailuresOf(held)).toBe(0);
  expect([...new Set(asked)].toSorted()).toEqual(['onceward:check-first', 'onceward:use-reranker']);
});

test('code that removed a change of scope run still replays the runs that recorded it', async () => {
  const handle = await deployed('active', async () => {
    const run = await start('researchAll', ['a']);
    await run.result();
    return run;
  });
  expect((await handle.describe()).searchAttributes).toMatchObject({ TemporalChangeVersion: ['onceward:use-reranker'] });
  // What a change costs a run that takes it. The other change of this code is one of steps, and this run has none.
  const { events = [] } = await handle.fetchHistory();
  const recorded =
    events?.filter((event) => event.markerRecordedEventAttributes ?? event.upsertWorkflowSearchAttributesEventAttributes) ?? [];
  expect(recorded).toHaveLength(2);
  const history = await readHistory(handle);
  for (const code of ['active', 'deprecated', 'removed'] as const)
    await expectReplays(history, { bundle: bundles.get(code), plugins: [versionsPlugin()] });
});
