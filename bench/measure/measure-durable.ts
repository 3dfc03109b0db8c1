import { mkdtempSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { WorkflowFailedError, type WorkflowHandle } from '@temporalio/client';
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

export interface DurableRunOptions {
  readonly caseName: string;
  readonly steps: number;
  readonly way?: DurableWay;
  /** @default true */
  readonly replay?: boolean;
}

/** Runs the agent as a workflow on a worker of its own, then replays it in another process. */
export async function measureDurable(scene: BenchScene, options: DurableRunOptions): Promise<Measurement> {
  const { caseName, steps, way = oncewardWay(caseName), replay = true } = options;
  const files = await prepareFiles(scene, caseName, way);
  const { measured, histories } = await runDurably(scene, files, steps);
  const isReplayed = replay && measured.ended === undefined;
  return isReplayed ? { ...measured, replayCpuMs: await replayCpuMs(files, histories) } : measured;
}

async function prepareFiles(scene: BenchScene, name: string, way: DurableWay): Promise<CaseFiles> {
  const folder = mkdtempSync(join(scene.folder, `${name}-`));
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
    const run = await startAgent(scene, { steps, seed: 2 });
    const ended = await run.result().then(() => undefined, whyEnded);
    const wallMs = performance.now() - startedMs;
    const after = await worker.ask<WorkerUsage>({});
    const { historyLength, historySize } = await run.describe();
    const measured = {
      case: name,
      way: way.name,
      steps,
      modelCalls: scene.model.requestBytes.length - callsBefore,
      lastPromptBytes: scene.model.requestBytes.at(-1) ?? 0,
      ...(ended !== undefined && { ended }),
      events: historyLength,
      historyBytes: historySize ?? 0,
      storeBytes: bytesOfFolder(join(folder, 'artifacts')) - before.storeBytes,
      ...(after.storePuts !== undefined && { storePuts: after.storePuts - (before.storePuts ?? 0) }),
      ...(after.journalBytes !== undefined && { journalBytes: after.journalBytes - (before.journalBytes ?? 0) }),
      workerCpuMs: cpuMs(after.cpu, before.cpu),
      wallMs,
      load: loadavg()[0] ?? 0,
    };
    return { measured, histories: [await saveHistory(warmUp, folder), ended === undefined ? await saveHistory(run, folder) : ''] };
  } finally {
    await worker.stop();
  }
}

async function runAgent(scene: BenchScene, task: AgentTask): Promise<WorkflowHandle> {
  const handle = await startAgent(scene, task);
  await handle.result();
  return handle;
}

function startAgent({ client }: BenchScene, task: AgentTask): Promise<WorkflowHandle> {
  return client.workflow.start('agent', { taskQueue: 'bench', workflowId: `bench-${task.seed}`, args: [task] });
}

/** A history that has grown too large ends its run; anything else is no measurement. */
function whyEnded(error: unknown): string {
  if (error instanceof WorkflowFailedError) return `${error.message}: ${error.cause?.message ?? ''}`;
  throw error;
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
