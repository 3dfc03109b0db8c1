import { afterAll, beforeAll, expect, test } from 'vitest';
import { aiSdk } from 'onceward/ai-sdk/worker';
import * as models from '../../examples/document-agent/ai-sdk/steps.ts';
import * as tools from '../../examples/document-agent/tools.ts';
import { watchTaskQueues } from '../../src/worker/plugin/watch-task-queues.ts';
import { collectSteps } from '../../src/worker/registry/collect-steps.ts';
import { startDocumentAgentScene, type DocumentAgentScene } from '../support/document-agent-scene.ts';
import { until } from '../support/until.ts';
import { smallPdf } from '../unit/document-agent/fixtures/small-pdf.ts';

let scene: DocumentAgentScene;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
});

afterAll(() => scene.stop());

test('without a worker on the queue gpu the run waits, the log says why, and a worker that comes finishes the run', async () => {
  const { worker } = await scene.startWorker('agents');
  const steps = collectSteps({ modules: [tools, models], adapters: [aiSdk()], kindDefaults: {}, defaults: {} });
  const stopWatching = watchTaskQueues(worker, steps, { lookEveryMs: 100, reportAfterMs: 1_000 });
  const handle = await scene.start(smallPdf());

  await until('the warning appears', async () => gpuWarnings().length > 0, 90_000);
  const [warning] = gpuWarnings();
  expect(warning?.message).toMatch(/^No worker has polled the task queue 'gpu' for \d+ s\. Start one with serve: \['gpu'\]\.$/);
  expect(warning?.meta?.['waiting']).toContain('function.renderPage');
  // The warning may come before the run's first workflow task is done.
  await until('the run waits for its first page', async () => ((await handle.describe()).raw.pendingActivities ?? []).length > 0);
  const { status, raw } = await handle.describe();
  expect(status.name).toBe('RUNNING');
  expect(raw.pendingActivities).toMatchObject([{ activityType: { name: 'function.renderPage' }, attempt: 1 }]);

  await scene.startWorker('gpu');
  expect(await handle.result()).toMatchObject({ status: 'written' });
  await until('the queue has a poller', async () => hasFallenSilent(), 90_000);
  stopWatching();
});

function gpuWarnings() {
  return scene.warnings.filter(({ level, message }) => level === 'WARN' && message.includes("task queue 'gpu'"));
}

/** No warning for the time of ten looks. */
async function hasFallenSilent(): Promise<boolean> {
  const count = gpuWarnings().length;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return gpuWarnings().length === count;
}
