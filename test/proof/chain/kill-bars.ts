import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { oncewardWay } from '../../../bench/measure/durable-way.ts';
import type { BenchScene } from '../../../bench/measure/bench-scene.ts';
import { startBenchProcess, type BenchProcess } from '../../../bench/process/bench-process.ts';
import { promptOf } from '../../../bench/load/agent-task.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { inBenchScene } from './bench-runs.ts';

const STEPS = 100;
const MOST = 21_500;

interface Workers {
  readonly start: (identity: string) => Promise<BenchProcess>;
}

async function prepareWorkers(scene: BenchScene): Promise<Workers> {
  const folder = join(scene.folder, 'killed');
  mkdirSync(folder, { recursive: true });
  const way = oncewardWay('ai-sdk', { store: 'none' });
  const bundle = join(folder, 'bundle.cjs');
  await way.bundle(bundle);
  return {
    start: (identity) =>
      startBenchProcess({
        program: way.worker,
        programArguments: ['ai-sdk', bundle, folder, JSON.stringify(way.options)],
        environment: { ...scene.environment, BENCH_IDENTITY: identity },
      }),
  };
}

/** Which worker has the run in memory: the one that took its last workflow task. */
async function ownerOf(handle: WorkflowHandle): Promise<string> {
  const { events } = await handle.fetchHistory();
  const started = events?.findLast((event) => event.workflowTaskStartedEventAttributes);
  return started?.workflowTaskStartedEventAttributes?.identity ?? '';
}

async function bytesWithKill(scene: BenchScene, count: number): Promise<{ readonly bytes: number; readonly prompts: number }> {
  const { start } = await prepareWorkers(scene);
  const workers = new Map<string, BenchProcess>();
  for (let worker = 1; worker <= count; worker += 1) workers.set(`${worker}@bench`, await start(`${worker}@bench`));
  const workflowId = `killed-${count}`;
  const before = scene.model.requestBytes.length;
  const handle = await scene.client.workflow.start('agent', { taskQueue: 'bench', workflowId, args: [{ steps: STEPS, seed: 3 }] });
  try {
    while (scene.model.requestBytes.length - before < STEPS / 2) await sleep(20);
    const owner = await ownerOf(handle);
    await workers.get(owner)?.stop();
    workers.delete(owner);
    workers.set('9@bench', await start('9@bench'));
    const answer: unknown = await handle.result();
    if (typeof answer !== 'string' || answer === '') throw new Error(`The run of '${promptOf({ steps: STEPS, seed: 3 })}' gave nothing.`);
    return { bytes: (await handle.describe()).historySize ?? Number.NaN, prompts: scene.model.requestBytes.length - before };
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
  }
}

function killBar(count: number): Bar {
  return defineBar({
    area: 'chain',
    bar: `history a step without a store, on ${count} worker${count === 1 ? '' : 's'}, the one with the run killed half way, at ${STEPS} steps`,
    unit: 'bytes',
    target: `≤ ${MOST}`,
    async measure() {
      const { bytes, prompts } = await inBenchScene((scene) => bytesWithKill(scene, count));
      const value = bytes / STEPS;
      // The last call ends the run; what was in flight at the kill may be asked once more.
      const isWhole = prompts >= STEPS + 1 && prompts <= STEPS + 2;
      return { value, ok: value <= MOST && isWhole, note: `${prompts} requests to the model for ${STEPS + 1} calls` };
    },
  });
}

export const killBars: readonly Bar[] = [1, 2, 4].map(killBar);
