import { caseNames } from './measure/bench-case.ts';
import { openBenchScene, type BenchScene } from './measure/bench-scene.ts';
import { measureDurable } from './measure/measure-durable.ts';
import { measurePlain } from './measure/measure-plain.ts';
import type { Measurement } from './measure/measurement.ts';
import { peersOf } from './measure/peers.ts';
import { formatTable } from './format-table.ts';

const FOOTNOTE = `All but steps and load is per step: one model call and one tool call. Events are exact; bytes of a run vary by some tens.
Milliseconds are noisy: compare them within one table, and only between runs of a like load.`;

export interface BenchOptions {
  /** Default: all of them. */
  readonly caseName?: string | undefined;
  readonly steps: readonly number[];
  /** Measure other ways to run the same agent on Temporal, too. */
  readonly peers: boolean;
  /** One JSON line a run instead of the table; totals, not shares of a step. */
  readonly json: boolean;
  readonly print: (text: string) => void;
}

/** Measures each case in all ways, one run after the other, and prints what it measured. */
export async function runBench({ caseName, steps, peers, json, print }: BenchOptions): Promise<void> {
  const names = caseName === undefined ? caseNames() : [caseName];
  const scene = await openBenchScene();
  const measurements: Measurement[] = [];
  try {
    for (const name of names) {
      for (const count of steps) {
        for await (const measurement of measureWays(scene, { name, count, peers })) {
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

/** One after the other: two at a time would measure each other. */
async function* measureWays(
  scene: BenchScene,
  { name, count, peers }: { readonly name: string; readonly count: number; readonly peers: boolean },
): AsyncGenerator<Measurement> {
  yield await measurePlain(scene, name, count);
  yield await measureDurable(scene, { caseName: name, steps: count });
  if (!peers) return;
  for (const way of peersOf(name)) yield await measureDurable(scene, { caseName: name, steps: count, way });
}
