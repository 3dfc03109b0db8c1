import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import webpack from 'webpack';
import * as files from '../fixtures/bundles/files.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';

const WORKFLOWS = new URL('../fixtures/bundles/workflows-globals.ts', import.meta.url);
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
});

afterAll(() => temporal.close());

function ownPlugin(): OncewardPlugin {
  return new OncewardPlugin({ modules: [files], store: memoryStore(), journal: memoryJournal() });
}

test.each([true, false])(
  'workflow code finds under the name of a global what stands on globalThis (shared V8 context: %s)',
  async (isShared) => {
    const plugin = ownPlugin();
    const workflowBundle = await bundleWorkflows(WORKFLOWS, plugin);
    const taskQueue = `globals-${isShared}`;
    const worker = { connection: temporal.connection, taskQueue, workflowBundle, plugins: [plugin], reuseV8Context: isShared };
    // The second run of a shared context has the globals put back.
    const differ = await withWorker(worker, async () => [
      await temporal.client.workflow.execute('globalsThatDiffer', { taskQueue, workflowId: `${taskQueue}-1` }),
      await temporal.client.workflow.execute('globalsThatDiffer', { taskQueue, workflowId: `${taskQueue}-2` }),
    ]);
    expect(differ).toEqual([[], []]);
  },
);

test('a line that another plugin puts in front of a bundle can use them', async () => {
  const banner = 'globalThis.seen = new Map();';
  const bundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(WORKFLOWS),
    plugins: [ownPlugin()],
    logger: new DefaultLogger('ERROR', () => undefined),
    webpackConfigHook: (configuration) => ({
      ...configuration,
      plugins: [...(configuration.plugins ?? []), new webpack.BannerPlugin({ banner, raw: true })],
    }),
  });
  expect(bundle.code).toContain(banner);
});
