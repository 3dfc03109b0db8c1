import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWorkerProcess, type TimeSkippingServer, type WorkerProcess } from 'onceward/testing';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { createOnceward } from '../fixtures/killable/onceward.ts';

const TASK_QUEUE = 'killable';
/** A dead worker is noticed soon. */
const DEFAULTS = { heartbeatTimeout: '2s' };

/** The workflows of before a deploy, and of after it. */
export type Build = 'before' | 'after';

export interface WaitingWorkers {
  readonly taskQueue: string;
  /** @param own what is different from the other workers */
  start(build: Build, own?: Readonly<Record<string, string>>): Promise<WorkerProcess>;
  close(): Promise<void>;
}

/** Worker processes of two builds, with a journal that they share. */
export async function openWaitingWorkers({ address, namespace }: TimeSkippingServer, worldUrl: string): Promise<WaitingWorkers> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-waiting-'));
  const bundleOf = (build: Build): string => join(folder, `${build}.cjs`);
  for (const build of ['before', 'after'] as const) {
    const workflows = new URL(`../fixtures/waiting/workflows-${build}.ts`, import.meta.url);
    const { code } = await bundleWorkflows(workflows, createOnceward({ defaults: DEFAULTS }));
    writeFileSync(bundleOf(build), code);
  }
  const environment = {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TASK_QUEUE,
    JOURNAL: join(folder, 'journal.sqlite'),
    DEFAULTS: JSON.stringify(DEFAULTS),
    WORLD_URL: worldUrl,
    // The test server knows no timeout for a run that a worker has in memory: it would wait for a killed one for ever.
    CACHED_WORKFLOWS: '0',
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/onceward', import.meta.url)),
  };
  const started: WorkerProcess[] = [];
  return {
    taskQueue: TASK_QUEUE,
    async start(build, own = {}) {
      const worker = await startWorkerProcess({
        file: new URL('../fixtures/killable/worker.ts', import.meta.url),
        cwd: folder,
        env: { ...environment, BUNDLE: bundleOf(build), ...own },
        logFile: join(folder, 'worker.log'),
      });
      started.push(worker);
      return worker;
    },
    async close() {
      await Promise.all(started.map((worker) => worker.kill()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
