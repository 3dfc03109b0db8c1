import { byType } from './by-type.js';

/** What a sample is taken by. */
export interface Sampled {
  readonly workflowType: string;
  readonly historyLength: number;
}

/**
 * So many of the runs, spread over the workflow types, and within each over the lengths of histories: a change shows only in runs that came as
 * far as its place. The shortest and the longest of each type come first.
 */
export function pickSample<Run extends Sampled>(runs: readonly Run[], size: number): readonly Run[] {
  const queues = byType(runs).map(([, own]) => byDepth(own));
  const picked: Run[] = [];
  for (let round = 0; picked.length < size && queues.some((queue) => queue.length > round); round += 1) {
    for (const queue of queues) {
      const run = queue[round];
      if (run !== undefined && picked.length < size) picked.push(run);
    }
  }
  return picked;
}

/** The longest, the shortest, the one in the middle, those between them, and so on: whatever is taken from the front is spread. */
function byDepth<Run extends Sampled>(runs: readonly Run[]): readonly Run[] {
  const sorted = runs.toSorted((one, other) => one.historyLength - other.historyLength);
  const order: number[] = [];
  const ranges: [from: number, to: number][] = [[0, sorted.length - 1]];
  const taken = new Set<number>();
  const take = (index: number): void => {
    if (!taken.has(index)) order.push(index);
    taken.add(index);
  };
  take(sorted.length - 1);
  take(0);
  for (let range = ranges.shift(); range !== undefined; range = ranges.shift()) {
    const [from, to] = range;
    const middle = Math.floor((from + to) / 2);
    take(middle);
    if (middle > from) ranges.push([from, middle - 1]);
    if (middle < to) ranges.push([middle + 1, to]);
  }
  return order.flatMap((index) => sorted[index] ?? []);
}
