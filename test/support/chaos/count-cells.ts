import type { OutsideWorld } from '../outside-world.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { STEP_KINDS } from './step-kinds.ts';

interface Counted {
  readonly event: string;
  /** Has answered this one run only. */
  readonly world: OutsideWorld;
  /** The names of the steps whose result came back. */
  readonly done: readonly string[];
  /** The name of a step for each time that a person was asked about it. */
  readonly asked: readonly string[];
  /** For each kind that is not under the ledger. */
  readonly mayRepeat: number;
}

/** The cells of a run with one step of every kind. */
export function countCells({ event, world, done, asked, mayRepeat }: Counted): readonly ChaosCell[] {
  return STEP_KINDS.map(({ name, title, isOnce = false }) => {
    const questions = asked.filter((step) => step === name).length;
    return {
      event,
      kind: title,
      steps: 1,
      calls: world.requests(name).length,
      mayRepeat: isOnce ? 0 : mayRepeat,
      lost: done.includes(name) ? 0 : 1,
      ...(questions > 0 && { asked: questions }),
    };
  });
}
