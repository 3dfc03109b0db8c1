import type { CallBody, Execution, Landing, Note } from '../../fixtures/chaos/plan.ts';
import type { Arrival } from '../outside-world.ts';
import { auditCalls, type CallAudit } from './audit-calls.ts';

/** What happened to the processes and the network between them. */
export interface Trouble {
  readonly name: string;
  readonly beganMs: number;
  /** Until when it can have broken off a call. */
  readonly endedMs: number;
  /** The workers it could hit; all of them unless stated. */
  readonly pids?: readonly number[];
}

/** What has to be 0 over any number of steps, beside how many there were. */
export interface Audit extends CallAudit {
  /** Places in workflows at which a result landed. */
  readonly steps: number;
  /** Requests that arrived at the other side. */
  readonly executions: number;
  /** Executions that runs asked for: one a key in each run, so that a reset asks again for what came after it; of writes under the ledger, one a key in all. */
  readonly asked: number;
  /** Of these, calls that were asked for before by another run under the same key: what a reset did again. */
  readonly askedAgain: number;
  /** Keys that two places share. */
  readonly keyCollisions: number;
  /** Places whose key was another after a reset. */
  readonly changedKeys: number;
  /** Results that were made for another call than the one that got them. */
  readonly staleAnswers: number;
  /** Executions of writes under the ledger beyond one a key, at a service that ignores keys. */
  readonly doubleWrites: number;
}

/** What is known of a number of calls. */
export interface Evidence {
  readonly notes: readonly Note[];
  readonly arrivals: readonly Arrival[];
  /** What happened meanwhile, and to whom. */
  readonly troubles: readonly Trouble[];
}

/** Compares what landed where with what arrived at the other side. */
export function auditEvidence({ notes, arrivals, troubles }: Evidence): Audit {
  const executions = arrivals.map(toExecution);
  const writes = executions.filter(isWrite);
  const calls = executions.filter((execution) => !isWrite(execution));
  const writeKeys = new Set(writes.map(({ key }) => key)).size;
  const askedCalls = new Set(calls.map(({ runId, key }) => `${runId} ${key}`)).size;
  return {
    ...auditLandings(
      notes.filter((note) => note.type === 'landed'),
      executions,
    ),
    executions: executions.length,
    asked: writeKeys + askedCalls,
    askedAgain: askedCalls - new Set(calls.map(({ key }) => key)).size,
    doubleWrites: writes.length - writeKeys,
    ...auditCalls({ notes, arrivals: arrivals.filter((arrival) => !isWrite(toExecution(arrival))), troubles }),
  };
}

type LandingAudit = Pick<Audit, 'steps' | 'keyCollisions' | 'changedKeys' | 'staleAnswers'>;

function auditLandings(landings: readonly Landing[], executions: readonly Execution[]): LandingAudit {
  const placesOf = new Map<string, Set<string>>();
  const keysOf = new Map<string, Set<string>>();
  const executed = new Map(executions.map((execution) => [execution.execution, execution]));
  let staleAnswers = 0;
  for (const { position, label, result } of landings) {
    add(placesOf, result.key, position);
    add(keysOf, position, result.key);
    const execution = executed.get(result.execution);
    if (result.label !== label || execution?.label !== label || execution.key !== result.key) staleAnswers += 1;
  }
  return { steps: keysOf.size, keyCollisions: countLarge(placesOf), changedKeys: countLarge(keysOf), staleAnswers };
}

/** A request as the step that made it tells of itself. */
export function toExecution({ kind, key = '', body, number }: Arrival): Execution {
  const { label, runId } = body as CallBody;
  return { key, label: `${kind} ${label}`, runId, execution: number };
}

function isWrite({ label }: Execution): boolean {
  return label.startsWith('once ') || label.startsWith('checked ');
}

function add(sets: Map<string, Set<string>>, name: string, value: string): void {
  sets.set(name, (sets.get(name) ?? new Set()).add(value));
}

function countLarge(sets: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...sets.values()].filter(({ size }) => size > 1).length;
}
