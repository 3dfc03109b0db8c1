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
  /** Of the steps that were made. */
  readonly bytesPerStep: number;
  readonly storeBytes: number;
  readonly storePuts: number;
  readonly workerCpuMsPerStep: number;
  readonly wallMsPerStep: number;
}

export interface HistoryBenchOptions {
  readonly steps: readonly number[];
  /** Only these variants; all of them by default. */
  readonly variants?: readonly string[];
  readonly json: boolean;
  readonly print: (text: string) => void;
  /** Told what is no part of the result, such as that Temporal ended a run. */
  readonly note: (text: string) => void;
}

/** Measures how histories grow: every variant in turn for each number of steps, so that none has the machine to itself. */
export async function runHistory({ steps, variants, json, print, note }: HistoryBenchOptions): Promise<readonly HistoryGrowth[]> {
  const scene = await openBenchScene();
  const all: HistoryGrowth[] = [];
  const chosen = historyVariants().filter(({ variant }) => variants === undefined || variants.includes(variant));
  try {
    for (const count of steps) {
      for (const { variant, ...run } of chosen) {
        const measurement = await measureDurable(scene, { ...run, steps: count, replay: false });
        const { ended, modelCalls } = measurement;
        if (ended !== undefined) note(`${variant}: ended at model call ${modelCalls} of ${count + 1}. ${ended}`);
        const growth = toGrowth(variant, measurement);
        all.push(growth);
        print(json ? JSON.stringify(growth) : toLine(growth));
      }
    }
  } finally {
    await scene.close();
  }
  return all;
}

function toGrowth(variant: HistoryVariant['variant'], run: Measurement): HistoryGrowth {
  const { steps, historyBytes = 0, events = 0, storeBytes = 0, storePuts = 0, workerCpuMs, wallMs, modelCalls, ended } = run;
  const made = ended === undefined ? steps : modelCalls;
  return {
    variant,
    steps,
    historyBytes,
    historyEvents: events,
    bytesPerStep: historyBytes / made,
    storeBytes,
    storePuts,
    workerCpuMsPerStep: workerCpuMs / made,
    wallMsPerStep: wallMs / made,
  };
}

function toLine({ variant, steps, bytesPerStep, historyEvents, storeBytes, workerCpuMsPerStep, wallMsPerStep }: HistoryGrowth): string {
  const history = `${bytesPerStep.toFixed(0).padStart(7)} B of history a step, ${historyEvents} events, ${storeBytes} B stored`;
  const times = `${workerCpuMsPerStep.toFixed(1)} ms CPU and ${wallMsPerStep.toFixed(1)} ms a step`;
  return `${variant.padEnd(24)}${String(steps).padStart(4)} steps: ${history}, ${times}`;
}
