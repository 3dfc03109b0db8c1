import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { readHistory, replay, startScriptedProvider, type RecordedHistory } from 'onceward/testing';
import { memoryJournal, OncewardPlugin } from 'onceward/worker';
import * as aiSdkSteps from '../../fixtures/files/ai-sdk-steps.ts';
import { countingStore, type CountingStore } from '../../fixtures/files/counting-store.ts';
import * as langchainSteps from '../../fixtures/files/langchain-steps.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const PAGES = 200;
const PAGE_BYTES = 300_000;
const WORKFLOWS = fileURLToPath(new URL('../../fixtures/files/workflows.ts', import.meta.url));

type Framework = 'ai-sdk' | 'langchain';

interface Reading {
  readonly history: RecordedHistory;
  readonly historyBytes: number;
  readonly bundle: WorkflowBundleWithSourceMap;
  readonly plugin: OncewardPlugin;
  readonly store: CountingStore;
  /** What the provider got in all, in bytes. */
  readonly requestBytes: number;
}

const readings = new Map<Framework, Promise<Reading>>();

/** One run serves the three bars of a framework. */
function readingOf(framework: Framework): Promise<Reading> {
  const known = readings.get(framework) ?? readPages(framework);
  readings.set(framework, known);
  return known;
}

async function readPages(framework: Framework): Promise<Reading> {
  const provider = await startScriptedProvider({ script: () => ({ text: 'A page.' }) });
  process.env['MODEL_URL'] = provider.url;
  const temporal = await openTemporal();
  try {
    const store = countingStore();
    const modules = [aiSdkSteps, langchainSteps];
    const plugin = new OncewardPlugin({ modules, adapters: [aiSdk(), langchain()], store, journal: memoryJournal() });
    const logger = new DefaultLogger('ERROR');
    const bundle = await bundleWorkflowCode({ workflowsPath: WORKFLOWS, plugins: [plugin], logger });
    const taskQueue = randomUUID();
    const worker = { connection: temporal.connection, taskQueue, workflowBundle: bundle, plugins: [plugin] };
    return await withWorker(worker, async () => {
      const args = [Array.from({ length: PAGES }, (_, page) => page), framework];
      const handle = await temporal.client.workflow.start('readPages', { args, taskQueue, workflowId: `pages-${framework}` });
      await handle.result();
      const { historySize = 0 } = await handle.describe();
      const requestBytes = provider.requests().reduce((sum, { body }) => sum + JSON.stringify(body).length, 0);
      return { history: await readHistory(handle), historyBytes: historySize, bundle, plugin, store, requestBytes };
    });
  } finally {
    await temporal.close();
    await provider.close();
  }
}

function barsOf(framework: Framework): readonly Bar[] {
  const scene = `${PAGES} page images of ${PAGE_BYTES / 1_000} KB through a model with ${framework}`;
  return [
    defineBar({
      area: 'payloads',
      bar: `history of ${scene}`,
      unit: 'bytes',
      target: '< 1,000,000',
      async measure() {
        const { historyBytes, requestBytes } = await readingOf(framework);
        const wasSent = requestBytes > PAGES * PAGE_BYTES * 1.33;
        return { value: historyBytes, ok: historyBytes < 1_000_000 && wasSent, note: `the provider got ${requestBytes} bytes` };
      },
    }),
    defineBar({
      area: 'payloads',
      bar: `CPU of a replay of ${scene}, the bundle made before`,
      unit: 's',
      target: '< 2',
      async measure() {
        const { history, bundle, plugin } = await readingOf(framework);
        const before = process.cpuUsage();
        await replay(history, { bundle, plugins: [plugin] });
        const { user, system } = process.cpuUsage(before);
        const value = (user + system) / 1_000_000;
        return { value, ok: value < 2 };
      },
    }),
    defineBar({
      area: 'payloads',
      bar: `objects that a replay of ${scene} reads from the store, or writes to it`,
      unit: 'objects',
      target: 0,
      async measure() {
        const { history, bundle, plugin, store } = await readingOf(framework);
        const before = store.reads.length + store.writes.length;
        await replay(history, { bundle, plugins: [plugin] });
        const value = store.reads.length + store.writes.length - before;
        return { value, ok: value === 0 && store.reads.length >= PAGES, note: `${store.reads.length} reads in the run itself` };
      },
    }),
  ];
}

export const fileBars: readonly Bar[] = [...barsOf('ai-sdk'), ...barsOf('langchain')];
