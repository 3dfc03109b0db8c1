import { openBenchScene } from './measure/bench-scene.ts';
import { historyVariants, type HistoryVariant } from './measure/history-variants.ts';
import { measureDurable } from './measure/measure-durable.ts';
import type { Measurement } from './measure/measurement.ts';

/** How a history grew, for one variant and one length. */
export interface HistoryGrowth {
  readonly variant: string;
  readonly steps: number;
  readonly historyBytes: number;
  readonly historyEvents: number;
  readonly bytesPerStep: number;
  readonly storeBytes: number;
  readonly storePuts: number;
  readonly workerCpuMsPerStep: number;
  readonly replayCpuMsPerStep: number;
  readonly wallMsPerStep: number;
  readonly load: number;
}

export interface HistoryBenchOptions {
  readonly steps: readonly number[];
  readonly peers: boolean;
  readonly json: boolean;
  readonly print: (text: string) => void;
}

/** Measures how histories grow: every variant in turn for each number of steps, so that none has the machine to itself. */
export async function runHistory({ steps, peers, json, print }: HistoryBenchOptions): Promise<readonly HistoryGrowth[]> {
  const scene = await openBenchScene();
  const all: HistoryGrowth[] = [];
  try {
    for (const count of steps) {
      for (const variant of historyVariants({ peers })) {
        const growth = toGrowth(variant, await measureDurable(scene, variant.caseName, count, variant.way));
        all.push(growth);
        print(json ? JSON.stringify(growth) : toLine(growth));
      }
    }
  } finally {
    await scene.close();
  }
  return all;
}

function toGrowth({ variant }: HistoryVariant, run: Measurement): HistoryGrowth {
  const { steps, historyBytes = 0, events = 0, storeBytes = 0, storePuts = 0, workerCpuMs, replayCpuMs = 0, wallMs, load } = run;
  return {
    variant,
    steps,
    historyBytes,
    historyEvents: events,
    bytesPerStep: historyBytes / steps,
    storeBytes,
    storePuts,
    workerCpuMsPerStep: workerCpuMs / steps,
    replayCpuMsPerStep: replayCpuMs / steps,
    wallMsPerStep: wallMs / steps,
    load,
  };
}

function toLine({
  variant,
  steps,
  bytesPerStep,
  historyEvents,
  storeBytes,
  workerCpuMsPerStep,
  replayCpuMsPerStep,
  load,
}: HistoryGrowth): string {
  const history = `${bytesPerStep.toFixed(0).padStart(7)} B of history a step, ${historyEvents} events, ${storeBytes} B stored`;
  return `${variant.padEnd(24)}${String(steps).padStart(4)} steps: ${history}, ${workerCpuMsPerStep.toFixed(1)} ms CPU a step, ${replayCpuMsPerStep.toFixed(1)} to replay (load ${load.toFixed(1)})`;
}
