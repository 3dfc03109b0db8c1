import { loadavg } from 'node:os';
import type { PlainRun } from '../process/plain.ts';
import { startBenchProcess } from '../process/bench-process.ts';
import type { BenchScene } from './bench-scene.ts';
import { cpuMs } from './cpu-ms.ts';
import type { Measurement } from './measurement.ts';
import { WARM_UP } from './warm-up.ts';

const PLAIN = new URL('../process/plain.ts', import.meta.url);

/** Runs the agent without Temporal, warmed up like the other. */
export async function measurePlain(scene: BenchScene, name: string, steps: number): Promise<Measurement> {
  const agent = await startBenchProcess({ program: PLAIN, programArguments: [name], environment: scene.environment });
  try {
    await agent.ask<PlainRun>(WARM_UP);
    const callsBefore = scene.model.requestBytes.length;
    const { wallMs, cpu } = await agent.ask<PlainRun>({ steps, seed: 2 });
    const modelCalls = scene.model.requestBytes.length - callsBefore;
    return { case: name, way: 'plain', steps, modelCalls, workerCpuMs: cpuMs(cpu), wallMs, load: loadavg()[0] ?? 0 };
  } finally {
    await agent.stop();
  }
}
