import { openBenchScene, type BenchScene } from '../../../bench/measure/bench-scene.ts';
import { historyVariants, type HistoryVariant } from '../../../bench/measure/history-variants.ts';
import { measureDurable } from '../../../bench/measure/measure-durable.ts';
import type { Measurement } from '../../../bench/measure/measurement.ts';

export type OwnVariant = 'onceward' | 'onceward-zstd' | 'onceward-no-store' | 'onceward-langchain' | 'onceward-langchain-zstd';

const runs = new Map<string, Promise<Measurement>>();

/** The reference load with one variant, run once for all bars that look at it. */
export function runOf(variant: OwnVariant, steps: number): Promise<Measurement> {
  const name = `${variant} ${steps}`;
  const run = runs.get(name) ?? inBenchScene((scene) => measureVariant(scene, variantOf(variant), steps));
  runs.set(name, run);
  return run;
}

/** One run, without the replay that the bench also measures. */
export function measureVariant(scene: BenchScene, { caseName, way }: HistoryVariant, steps: number): Promise<Measurement> {
  return measureDurable(scene, { caseName, steps, way, replay: false });
}

export function variantOf(name: string): HistoryVariant {
  const variant = historyVariants().find((candidate) => candidate.variant === name);
  if (variant === undefined) throw new Error(`There is no variant '${name}'.`);
  return variant;
}

export async function inBenchScene<Result>(use: (scene: BenchScene) => Promise<Result>): Promise<Result> {
  const scene = await openBenchScene();
  try {
    return await use(scene);
  } finally {
    await scene.close();
  }
}

/** Bytes of history a step. */
export function bytesPerStep({ historyBytes = Number.NaN, steps }: Measurement): number {
  return historyBytes / steps;
}
