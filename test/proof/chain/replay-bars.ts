import { randomUUID } from 'node:crypto';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { expectReplays, readHistory } from 'onceward/testing';
import { memoryJournal } from 'onceward/worker';
import { startModelServer } from '../../../bench/load/model-server.ts';
import { loadCase } from '../../../bench/measure/bench-case.ts';
import { countingStore } from '../../fixtures/files/counting-store.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const STEPS = 20;

interface Writes {
  /** In a run whose worker kept it in memory. */
  readonly once: number;
  /** In a run that was replayed from its first event in each workflow task. */
  readonly replayed: number;
  /** In a replay of the finished run. */
  readonly again: number;
}

async function countWrites(caseName: string): Promise<Writes> {
  const model = await startModelServer();
  process.env['OPENAI_BASE_URL'] = model.url;
  const temporal = await openTemporal();
  try {
    const { workflowsPath, createPlugin } = await loadCase(caseName);
    const bundle = await bundleWorkflowCode({ workflowsPath, plugins: [createPlugin({})], logger: new DefaultLogger('ERROR') });
    const run = async (maxCachedWorkflows: number): Promise<{ readonly during: number; readonly after: number }> => {
      const store = countingStore();
      const plugins = [createPlugin({ store, journal: memoryJournal() })];
      const taskQueue = randomUUID();
      const worker = { connection: temporal.connection, taskQueue, workflowBundle: bundle, plugins, maxCachedWorkflows };
      return withWorker(worker, async () => {
        const options = { args: [{ steps: STEPS, seed: 1 }], taskQueue, workflowId: taskQueue };
        const handle = await temporal.client.workflow.start('agent', options);
        await handle.result();
        const during = store.writes.length;
        await expectReplays(await readHistory(handle), { bundle, plugins });
        return { during, after: store.writes.length - during };
      });
    };
    const [kept, evicted] = [await run(100), await run(0)];
    return { once: kept.during, replayed: evicted.during, again: kept.after + evicted.after };
  } finally {
    await temporal.close();
    await model.close();
  }
}

function writesBar(caseName: string): Bar {
  return defineBar({
    area: 'chain',
    bar: `store writes on replay, ${caseName}: of a run of ${STEPS} steps that no worker keeps in memory, beyond those of one that is kept; and of replays of both`,
    unit: 'writes',
    target: 0,
    async measure() {
      const { once, replayed, again } = await countWrites(caseName);
      const value = Math.abs(replayed - once) + again;
      return { value, ok: value === 0 && once > STEPS, note: `${once} writes in a run, ${replayed} in the one that is replayed each time` };
    },
  });
}

export const replayBars: readonly Bar[] = ['ai-sdk', 'langchain'].map(writesBar);
