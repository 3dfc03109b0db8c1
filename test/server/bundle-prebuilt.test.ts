import { randomUUID } from 'node:crypto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { memoryJournal, memoryStore, OncewardPlugin, runWorker, type OncewardPluginOptions } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as files from '../fixtures/bundles/files.ts';
import * as plain from '../fixtures/bundles/unregistered-plain.ts';

const WORKFLOWS = new URL('../fixtures/bundles/workflows-fine.ts', import.meta.url);
const TASK_QUEUE = 'agents';
let temporal: Temporal;
let project: TemporaryProject;
let code: string;

function plugin(options: Partial<OncewardPluginOptions> = {}): OncewardPlugin {
  return new OncewardPlugin({ modules: [files], store: memoryStore(), journal: memoryJournal(), ...options });
}

beforeAll(async () => {
  temporal = await openTemporal();
  project = temporaryProject();
  ({ code } = await bundleWorkflows(WORKFLOWS, plugin()));
});

afterAll(async () => {
  project.remove();
  await temporal.close();
});

/** Starts a worker with a bundle, and runs a workflow. */
function run(workflowBundle: WorkflowBundleOption, own: OncewardPlugin, workflowId: string): Promise<unknown> {
  const args = [WORKFLOWS.pathname];
  return withWorker({ connection: temporal.connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [own] }, () =>
    temporal.client.workflow.execute('lines', { args, taskQueue: TASK_QUEUE, workflowId }),
  );
}

describe('a prebuilt bundle runs', () => {
  test('as code', async () => {
    expect(await run({ code }, plugin(), 'as-code')).toBeGreaterThan(5);
  });

  test('from a file', async () => {
    const codePath = project.write('bundle.js', code);
    expect(await run({ codePath }, plugin(), 'from-a-file')).toBeGreaterThan(5);
  });

  test('under a worker that registers the same modules in another order', async () => {
    const both = await bundleWorkflows(WORKFLOWS, plugin({ modules: [files, plain] }));
    expect(await run(both, plugin({ modules: [plain, files] }), 'other-order')).toBeGreaterThan(5);
  });
});

describe('a bundle that does not fit the worker is refused at its start', () => {
  async function refusal(workflowBundle: WorkflowBundleOption, own: OncewardPlugin): Promise<ReturnType<typeof refusalOf>> {
    // A worker that never ran cannot be shut down: it keeps its task queue and its connection until the process ends.
    const connection = await NativeConnection.connect({ address: temporal.address });
    const worker = await Worker.create({ connection, taskQueue: randomUUID(), workflowBundle, plugins: [own] });
    return refusalOf(worker.run());
  }

  test.for<[string, Partial<OncewardPluginOptions>]>([
    ['a step came', { modules: [files, plain] }],
    ['a step went', { modules: [plain] }],
    ['a limit changed', { defaults: { startToCloseTimeout: '3m' } }],
  ])('because %s', async ([, options]) => {
    const error = await refusal({ code }, plugin(options));
    expect(error['code']).toBe('StaleBundle');
    expect(error.message).toMatch(/made from other durable modules \([0-9a-f]{12}\) than this worker runs \([0-9a-f]{12}\)/);
    expect(error.message).toContain('bundleWorkflowCode({ workflowsPath, plugins: [onceward] })');
  });

  test('from a file, too', async () => {
    const codePath = project.write('stale.js', code);
    expect((await refusal({ codePath }, plugin({ modules: [plain] })))['code']).toBe('StaleBundle');
  });

  test('and runWorker says so, not only that its connection is in use', async () => {
    vi.stubEnv('TEMPORAL_ADDRESS', temporal.address);
    const error = await refusalOf(
      runWorker({ taskQueue: randomUUID(), workflowBundle: { code }, plugins: [plugin({ modules: [plain] })] }),
    );
    expect(error['code']).toBe('StaleBundle');
  });

  test('because it was made without the plugin', async () => {
    const workflowsPath = project.write('plain.js', 'export async function nothing() { return 1; }');
    const logger = new DefaultLogger('ERROR', () => undefined);
    const bundle = await bundleWorkflowCode({ workflowsPath, logger });
    const error = await refusal(bundle, plugin());
    expect(error['code']).toBe('StaleBundle');
    expect(error.message).toContain('made without the Onceward plugin');
  });
});
