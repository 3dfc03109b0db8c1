import { caseNames } from './measure/bench-case.ts';
import { openBenchScene } from './measure/bench-scene.ts';
import { measureDurable } from './measure/measure-durable.ts';
import { measurePlain } from './measure/measure-plain.ts';
import type { Measurement } from './measure/measurement.ts';
import { formatTable } from './format-table.ts';

const FOOTNOTE = `All but steps and load is per step: one model call and one tool call. Events are exact; bytes of a run vary by some tens.
Milliseconds are noisy: compare them within one table, and only between runs of a like load.`;

export interface BenchOptions {
  /** Default: all of them. */
  readonly caseName?: string | undefined;
  readonly steps: readonly number[];
  /** One JSON line a run instead of the table; totals, not shares of a step. */
  readonly json: boolean;
  readonly print: (text: string) => void;
}

/** Measures each case in both ways, one run after the other, and prints what it measured. */
export async function runBench({ caseName, steps, json, print }: BenchOptions): Promise<void> {
  const names = caseName === undefined ? caseNames() : [caseName];
  const scene = await openBenchScene();
  const measurements: Measurement[] = [];
  try {
    for (const name of names) {
      for (const count of steps) {
        for (const measure of [measurePlain, measureDurable]) {
          const measurement = await measure(scene, name, count);
          measurements.push(measurement);
          if (json) print(JSON.stringify(measurement));
        }
      }
    }
  } finally {
    await scene.close();
  }
  if (json) return;
  print(formatTable(measurements));
  print(`\n${FOOTNOTE}`);
}
