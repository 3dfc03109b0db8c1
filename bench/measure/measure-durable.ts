import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { AgentTask } from '../load/agent-task.ts';
import { startBenchProcess } from '../process/bench-process.ts';
import type { ReplayRequest, ReplayRun } from '../process/serve-replays.ts';
import type { WorkerUsage } from '../process/worker.ts';
import type { BenchScene } from './bench-scene.ts';
import { bytesOfFolder } from './bytes-of-folder.ts';
import { cpuMs } from './cpu-ms.ts';
import { oncewardWay, type DurableWay } from './durable-way.ts';
import type { Measurement } from './measurement.ts';
import { WARM_UP } from './warm-up.ts';

interface CaseFiles {
  readonly name: string;
  readonly way: DurableWay;
  readonly bundle: string;
  readonly folder: string;
}

interface DurableRun {
  readonly measured: Omit<Measurement, 'replayCpuMs'>;
  /** As JSON, of the warm-up and of the run. */
  readonly histories: readonly [string, string];
}

/** Runs the agent as a workflow on a worker of its own, then replays it in another process. */
export async function measureDurable(scene: BenchScene, name: string, steps: number, way = oncewardWay(name)): Promise<Measurement> {
  const files = await prepareFiles(scene, { name, steps, way });
  const { measured, histories } = await runDurably(scene, files, steps);
  return { ...measured, replayCpuMs: await replayCpuMs(files, histories) };
}

async function prepareFiles(
  scene: BenchScene,
  { name, steps, way }: { readonly name: string; readonly steps: number; readonly way: DurableWay },
): Promise<CaseFiles> {
  const folder = join(scene.folder, `${name}-${steps}-${way.name.replaceAll(/\W/g, '-')}${Object.values(way.options ?? {}).join('-')}`);
  mkdirSync(folder);
  const bundle = join(folder, 'bundle.cjs');
  await way.bundle(bundle);
  return { name, way, bundle, folder };
}

async function runDurably(scene: BenchScene, { name, way, bundle, folder }: CaseFiles, steps: number): Promise<DurableRun> {
  const programArguments = [name, bundle, folder, JSON.stringify(way.options ?? {})];
  const worker = await startBenchProcess({ program: way.worker, programArguments, environment: scene.environment });
  try {
    const warmUp = await runAgent(scene, WARM_UP);
    const before = { ...(await worker.ask<WorkerUsage>({})), storeBytes: bytesOfFolder(join(folder, 'artifacts')) };
    const [callsBefore, startedMs] = [scene.model.requestBytes.length, performance.now()];
    const run = await runAgent(scene, { steps, seed: 2 });
    const wallMs = performance.now() - startedMs;
    const after = await worker.ask<WorkerUsage>({});
    const { historyLength, historySize } = await run.describe();
    const measured = {
      case: name,
      way: way.name,
      steps,
      modelCalls: scene.model.requestBytes.length - callsBefore,
      events: historyLength,
      historyBytes: historySize ?? 0,
      storeBytes: bytesOfFolder(join(folder, 'artifacts')) - before.storeBytes,
      ...(after.storePuts !== undefined && { storePuts: after.storePuts - (before.storePuts ?? 0) }),
      ...(after.journalBytes !== undefined && { journalBytes: after.journalBytes - (before.journalBytes ?? 0) }),
      workerCpuMs: cpuMs(after.cpu, before.cpu),
      wallMs,
      load: loadavg()[0] ?? 0,
    };
    return { measured, histories: [await saveHistory(warmUp, folder), await saveHistory(run, folder)] };
  } finally {
    await worker.stop();
  }
}

async function runAgent({ client }: BenchScene, task: AgentTask): Promise<WorkflowHandle> {
  const handle = await client.workflow.start('agent', { taskQueue: 'bench', workflowId: `bench-${task.seed}`, args: [task] });
  await handle.result();
  return handle;
}

async function saveHistory(handle: WorkflowHandle, folder: string): Promise<string> {
  const file = join(folder, `${handle.workflowId}.json`);
  writeFileSync(file, historyToJSON(await handle.fetchHistory()));
  return file;
}

async function replayCpuMs({ name, way, bundle }: CaseFiles, [warmUp, run]: DurableRun['histories']): Promise<number> {
  const replayer = await startBenchProcess({
    program: way.replay,
    programArguments: [name, bundle, JSON.stringify(way.options ?? {})],
    environment: {},
  });
  const replay = (historyFile: string): Promise<ReplayRun> => replayer.ask<ReplayRun>({ historyFile } satisfies ReplayRequest);
  try {
    await replay(warmUp);
    return cpuMs((await replay(run)).cpu);
  } finally {
    await replayer.stop();
  }
}
