import type { OutsideWorld } from '../outside-world.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { STEP_KINDS } from './step-kinds.ts';

interface Counted {
  readonly event: string;
  /** Has answered this one run only. */
  readonly world: OutsideWorld;
  /** The names of the steps whose result came back. */
  readonly done: readonly string[];
  /** For each kind. */
  readonly mayRepeat: number;
}

/** The cells of a run with one step of every kind. */
export function countCells({ event, world, done, mayRepeat }: Counted): readonly ChaosCell[] {
  return STEP_KINDS.map(({ name, title }) => {
    const calls = world.requests(name).length;
    return { event, kind: title, steps: 1, calls, mayRepeat, lost: done.includes(name) ? 0 : 1 };
  });
}
