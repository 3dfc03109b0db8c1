import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { WorkflowHandle } from '@temporalio/client';
import type { WorkflowBundle } from '@temporalio/worker';
import { expectReplays, readHistory } from 'onceward/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { activitiesOf } from '../fixtures/harness/history-of.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as prompts from '../fixtures/versions/prompts.ts';
import * as steps from '../fixtures/versions/steps.ts';
import { versionsPlugin } from '../fixtures/versions/versions-plugin.ts';

let temporal: Temporal;
let workflowBundle: WorkflowBundle;
let project: TemporaryProject;

const plugin = () => versionsPlugin({ modules: [steps, prompts] });

beforeAll(async () => {
  project = temporaryProject();
  vi.stubEnv('PROMPTS', project.write('prompts.json', '{}'));
  temporal = await openTemporal();
  workflowBundle = await bundleWorkflows(new URL('../fixtures/versions/prompts-workflows.ts', import.meta.url), plugin());
});

afterAll(async () => {
  await temporal.close();
  project.remove();
  vi.unstubAllEnvs();
});

function edited(instructions: string): void {
  writeFileSync(process.env['PROMPTS'] ?? '', JSON.stringify({ writer: instructions }));
}

function start(workflow: string, turns: number): Promise<WorkflowHandle> {
  return temporal.client.workflow.start(workflow, { args: [turns], taskQueue: 'prompts', workflowId: `${workflow}-${randomUUID()}` });
}

async function publishedBy(handle: WorkflowHandle): Promise<readonly unknown[]> {
  const done = activitiesOf(await handle.fetchHistory()).filter(({ result }) => result !== undefined);
  return done.filter(({ activityType }) => activityType === 'function.publish').map(({ input }) => input[0]);
}

async function turn(handle: WorkflowHandle): Promise<void> {
  const before = (await publishedBy(handle)).length;
  await handle.signal('turn');
  await expect.poll(async () => (await publishedBy(handle)).length, { timeout: 60_000 }).toBe(before + 1);
}

test('an edited prompt reaches new runs, or the next turn of those that read it there, with the same code and no broken replay', async () => {
  // It keeps no run in memory: every task is a replay.
  const worker = { connection: temporal.connection, taskQueue: 'prompts', workflowBundle, plugins: [plugin()], maxCachedWorkflows: 0 };
  edited('Be brief.');
  const [once, eachTurn] = [await start('readsOnce', 2), await start('readsEachTurn', 2)];
  const last = await withWorker(worker, async () => {
    for (const run of [once, eachTurn]) await turn(run);
    edited('Be kind.');
    const late = await start('readsOnce', 1);
    for (const run of [once, eachTurn, late]) await turn(run);
    await Promise.all([once, eachTurn, late].map((run) => run.result()));
    return late;
  });
  expect(await publishedBy(once)).toEqual(['0: Be brief.', '1: Be brief.']);
  expect(await publishedBy(eachTurn)).toEqual(['0: Be brief.', '1: Be kind.']);
  expect(await publishedBy(last)).toEqual(['0: Be kind.']);
  for (const run of [once, eachTurn, last]) await expectReplays(await readHistory(run), { bundle: workflowBundle, plugins: [plugin()] });
});
