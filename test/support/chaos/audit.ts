import type { Execution, Landing } from '../../fixtures/chaos/plan.ts';

/** What has to be 0 over any number of steps, beside how many there were. */
export interface Audit {
  /** Places in workflows at which a result landed. */
  readonly steps: number;
  readonly executions: number;
  /** Executions that runs asked for: one a key in each run, so that a reset asks again for what came after it; of writes under the ledger, one a key in all. */
  readonly asked: number;
  /** Keys that two places share. */
  readonly keyCollisions: number;
  /** Places whose key was another after a reset. */
  readonly changedKeys: number;
  /** Results that were made for another call than the one that got them. */
  readonly staleAnswers: number;
  /** Executions of a key that had been executed in the same run: its result was recorded, and it was done again. */
  readonly repeated: number;
}

/** Compares what landed where with what was executed. */
export function auditLandings(landings: readonly Landing[], executions: readonly Execution[]): Audit {
  const placesOf = new Map<string, Set<string>>();
  const keysOf = new Map<string, Set<string>>();
  const executed = new Map(executions.map((execution) => [execution.execution, execution]));
  let staleAnswers = 0;
  for (const { position, label, result } of landings) {
    add(placesOf, result.key, position);
    add(keysOf, position, result.key);
    if (result.label !== label || executed.get(result.execution)?.key !== result.key) staleAnswers += 1;
  }
  const asked = new Set(executions.map(({ runId, key, label }) => (label.startsWith('once ') ? key : `${runId} ${key}`))).size;
  return {
    steps: keysOf.size,
    executions: executions.length,
    asked,
    keyCollisions: countLarge(placesOf),
    changedKeys: countLarge(keysOf),
    staleAnswers,
    repeated: executions.length - asked,
  };
}

function add(sets: Map<string, Set<string>>, name: string, value: string): void {
  sets.set(name, (sets.get(name) ?? new Set()).add(value));
}

function countLarge(sets: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...sets.values()].filter(({ size }) => size > 1).length;
}
