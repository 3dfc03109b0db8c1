import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { oncewardWay } from '../../../bench/measure/durable-way.ts';
import type { BenchScene } from '../../../bench/measure/bench-scene.ts';
import { startBenchProcess, type BenchProcess } from '../../../bench/process/bench-process.ts';
import { promptOf } from '../../../bench/load/agent-task.ts';
import { measurePlain } from '../../../bench/measure/measure-plain.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { inBenchScene } from './bench-runs.ts';

const STEPS = 100;
const MOST = 21_500;
/** That of `measurePlain`. */
const TASK = { steps: STEPS, seed: 2 };

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

interface Killed {
  readonly bytes: number;
  /** The hashes of what the model was sent. */
  readonly prompts: readonly string[];
  /** The same of plain AI SDK code. */
  readonly expected: readonly string[];
}

async function bytesWithKill(scene: BenchScene, count: number): Promise<Killed> {
  const expected = await plainPrompts(scene);
  const { start } = await prepareWorkers(scene);
  const workers = new Map<string, BenchProcess>();
  for (let worker = 1; worker <= count; worker += 1) workers.set(`${worker}@bench`, await start(`${worker}@bench`));
  const workflowId = `killed-${count}`;
  const before = scene.model.requestHashes.length;
  const call = scene.model.hold(STEPS / 2);
  const handle = await scene.client.workflow.start('agent', { taskQueue: 'bench', workflowId, args: [TASK] });
  try {
    // The provider has the request, and nobody the answer.
    await call.arrived;
    const owner = await ownerOf(handle);
    await workers.get(owner)?.stop();
    workers.delete(owner);
    workers.set('9@bench', await start('9@bench'));
    call.release();
    const answer: unknown = await handle.result();
    if (typeof answer !== 'string' || answer === '') throw new Error(`The run of '${promptOf(TASK)}' gave nothing.`);
    return { bytes: (await handle.describe()).historySize ?? Number.NaN, prompts: scene.model.requestHashes.slice(before), expected };
  } finally {
    await Promise.all([...workers.values()].map((worker) => worker.stop()));
  }
}

async function plainPrompts(scene: BenchScene): Promise<readonly string[]> {
  await measurePlain(scene, 'ai-sdk', STEPS);
  // After those of its warm-up.
  return scene.model.requestHashes.slice(-(STEPS + 1));
}

function killBar(count: number): Bar {
  return defineBar({
    area: 'chain',
    bar: `history a step without a store, on ${count} worker${count === 1 ? '' : 's'}, the one with the run killed in a model call half way, at ${STEPS} steps`,
    unit: 'bytes',
    target: `≤ ${MOST}`,
    async measure() {
      const { bytes, prompts, expected } = await inBenchScene((scene) => bytesWithKill(scene, count));
      const value = bytes / STEPS;
      const sent = new Set(prompts);
      const wrong = [...sent].filter((prompt) => !expected.includes(prompt)).length + expected.filter((prompt) => !sent.has(prompt)).length;
      // The last call ends the run; the one that was in flight is made once more.
      const isWhole = prompts.length === STEPS + 2 && expected.length === STEPS + 1;
      const note = `${prompts.length} requests to the model for ${expected.length} calls of plain code, ${wrong} of them wrong or missing`;
      return { value, ok: value <= MOST && isWhole && wrong === 0, note };
    },
  });
}

export const killBars: readonly Bar[] = [1, 2, 4].map(killBar);
