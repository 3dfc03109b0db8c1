import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { connect, fileStore, memoryJournal } from 'onceward/worker';
import { startBenchProcess } from '../process/bench-process.ts';
import type { WorkflowHeap } from '../process/workflow-heap.ts';
import { loadCase } from './bench-case.ts';
import type { BenchScene } from './bench-scene.ts';
import { oncewardWay } from './durable-way.ts';

export interface WorkflowHeapOptions {
  readonly caseName: string;
  /** Calls of the model after which each workflow waits for the next answer. */
  readonly modelCalls: number;
  /** How many workflows are compared with none. */
  readonly workflows: number;
}

/** What a worker's heap holds for each workflow in its cache that is in the middle of an agent's loop, in bytes. */
export async function measureWorkflowHeap(scene: BenchScene, options: WorkflowHeapOptions): Promise<number> {
  const { caseName, modelCalls, workflows } = options;
  const folder = mkdtempSync(join(scene.folder, `${caseName}-heap-`));
  const bundle = join(folder, 'bundle.cjs');
  await oncewardWay(caseName).bundle(bundle);
  const program = new URL('../process/workflow-heap.ts', import.meta.url);
  const held: (() => void)[] = [];
  /** A workflow that waits for the answer to the model's last call. */
  const park = async (seed: number): Promise<void> => {
    const { arrived, release } = scene.model.hold(modelCalls - 1);
    held.push(release);
    const task = { steps: modelCalls, seed };
    await scene.client.workflow.start('agent', { taskQueue: 'bench', workflowId: `heap-${caseName}-${seed}`, args: [task] });
    await arrived;
  };
  const heap = await startBenchProcess({ program, programArguments: [caseName, bundle, folder], environment: scene.environment });
  const heapBytes = async (): Promise<number> => (await heap.ask<WorkflowHeap>({})).heapBytes;
  try {
    return await withActivities(scene, caseName, folder, async () => {
      // The first ones fill what all share, such as code that is compiled when it is first run.
      for (const seed of [1, 2]) await park(seed);
      const before = await heapBytes();
      for (let seed = 3; seed < 3 + workflows; seed += 1) await park(seed);
      const after = await heapBytes();
      for (const release of held) release();
      return (after - before) / workflows;
    });
  } finally {
    await heap.stop();
  }
}

/** Runs the activities of a case in this process. */
async function withActivities<Result>(
  { environment }: BenchScene,
  caseName: string,
  folder: string,
  use: () => Promise<Result>,
): Promise<Result> {
  const { createPlugin } = await loadCase(caseName);
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  const { connection, namespace } = await connect();
  const plugins = [createPlugin({ store: fileStore({ folder: join(folder, 'artifacts') }), journal: memoryJournal() })];
  const worker = await Worker.create({ connection, namespace, taskQueue: 'bench', plugins });
  try {
    return await worker.runUntil(use);
  } finally {
    await connection.close();
    // The next scene has a server of its own.
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
