import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { expectReplays, readHistory, startScriptedProvider, type RecordedHistory } from 'onceward/testing';
import { memoryJournal, OncewardPlugin } from 'onceward/worker';
import * as aiSdkSteps from '../../fixtures/files/ai-sdk-steps.ts';
import { countingStore, type CountingStore } from '../../fixtures/files/counting-store.ts';
import * as langchainSteps from '../../fixtures/files/langchain-steps.ts';
import * as pageSteps from '../../fixtures/files/page-steps.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const PAGES = 200;
const PAGE_BYTES = 300_000;
/** Times are the median of so many. */
const REPLAYS = 3;

type Framework = 'ai-sdk' | 'langchain';

const SCENES = {
  'ai-sdk': { modules: [pageSteps, aiSdkSteps], adapters: [aiSdk()], file: 'ai-sdk-workflows.ts', workflow: 'readPages' },
  langchain: { modules: [pageSteps, langchainSteps], adapters: [langchain()], file: 'langchain-workflows.ts', workflow: 'readPagesInChat' },
} as const;

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
    const { file, workflow, ...own } = SCENES[framework];
    const plugin = new OncewardPlugin({ ...own, store, journal: memoryJournal() });
    const logger = new DefaultLogger('ERROR');
    const bundle = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL(`../../fixtures/files/${file}`, import.meta.url)),
      plugins: [plugin],
      logger,
    });
    const taskQueue = randomUUID();
    const worker = { connection: temporal.connection, taskQueue, workflowBundle: bundle, plugins: [plugin] };
    return await withWorker(worker, async () => {
      const args = [Array.from({ length: PAGES }, (_, page) => page)];
      const handle = await temporal.client.workflow.start(workflow, { args, taskQueue, workflowId: `pages-${framework}` });
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
        const seconds: number[] = [];
        for (let index = 0; index < REPLAYS; index += 1) {
          const before = process.cpuUsage();
          await expectReplays(history, { bundle, plugins: [plugin] });
          const { user, system } = process.cpuUsage(before);
          seconds.push((user + system) / 1_000_000);
        }
        const value = seconds.toSorted((one, other) => one - other)[Math.floor(REPLAYS / 2)] ?? Infinity;
        return { value, ok: value < 2, note: seconds.join(', ') };
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
        await expectReplays(history, { bundle, plugins: [plugin] });
        const value = store.reads.length + store.writes.length - before;
        return { value, ok: value === 0 && store.reads.length >= PAGES, note: `${store.reads.length} reads in the run itself` };
      },
    }),
  ];
}

export const fileBars: readonly Bar[] = [...barsOf('ai-sdk'), ...barsOf('langchain')];
