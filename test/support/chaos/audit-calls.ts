import type { CallBody, Note } from '../../fixtures/chaos/plan.ts';
import type { Arrival } from '../outside-world.ts';
import type { Evidence, Trouble } from './audit.ts';

/** Calls that are paid for and journaled, but not under the ledger. */
export interface CallAudit {
  /** Calls beyond one a key in each run. */
  readonly repeated: number;
  /** Of these, calls that were recorded when the attempt that made them again could have looked. */
  readonly paidTwice: number;
  /** Of these, calls that no trouble had broken off: late heartbeats had, on a machine that was too busy. */
  readonly unexplained: number;
  /** Calls that were at the other side, or answered and not recorded, when something happened to their worker or its network. */
  readonly openCalls: number;
}

/** For so long after it is over a trouble may show: connections are made again, and heartbeats that could not leave are missed. */
const AFTERMATH_MS = 5_000;

/** A call as it came to the other side. */
interface Call {
  readonly arrival: Arrival;
  /** The call of the same key in the same run before it. */
  readonly before: Arrival | undefined;
  /** When its answer was recorded for the first time. */
  readonly recordedMs: number;
  /**
   * When the attempt that made it looked whether it was. Infinity for one that should have looked and did not; undefined for the first, which
   * is under way before there is any other, and only comes late when its worker stood still.
   */
  readonly lookedMs: number | undefined;
}

export function auditCalls({ notes, arrivals, troubles }: Evidence): CallAudit {
  const calls = toCalls(notes, arrivals);
  const repeats = calls.filter(({ before }) => before !== undefined);
  return {
    repeated: repeats.length,
    paidTwice: calls.filter(({ recordedMs, lookedMs }) => lookedMs !== undefined && recordedMs < lookedMs).length,
    unexplained: repeats.filter(({ arrival, before }) => !troubles.some((trouble) => explains(trouble, before, arrival))).length,
    openCalls: calls.filter(({ arrival, recordedMs }) => troubles.some((trouble) => leavesOpen(trouble, arrival, recordedMs))).length,
  };
}

function toCalls(notes: readonly Note[], arrivals: readonly Arrival[]): readonly Call[] {
  const recordedMs = new Map<string, number>();
  const looks = new Map<string, number>();
  for (const note of notes) {
    if (note.type === 'recorded') recordedMs.set(note.key, Math.min(note.atMs, recordedMs.get(note.key) ?? Infinity));
    if (note.type === 'looks') looks.set(attemptOf(note), note.atMs);
  }
  const last = new Map<string, Arrival>();
  return arrivals.map((arrival) => {
    const { runId, attempt } = arrival.body as CallBody;
    const { key = '' } = arrival;
    const before = last.get(`${runId} ${key}`);
    last.set(`${runId} ${key}`, arrival);
    const lookedMs = attempt === 1 ? undefined : (looks.get(attemptOf({ runId, key, attempt })) ?? Infinity);
    return { arrival, before, recordedMs: recordedMs.get(key) ?? Infinity, lookedMs };
  });
}

function attemptOf({ runId, key, attempt }: { readonly runId: string; readonly key: string; readonly attempt: number }): string {
  return `${runId} ${key} ${attempt}`;
}

/** Whether it can be why a call was made again: it hit the worker of the one or of the other between the two. */
function explains(trouble: Trouble, before: Arrival | undefined, again: Arrival): boolean {
  return (hits(trouble, before) || hits(trouble, again)) && overlaps(trouble, (before?.atMs ?? again.atMs) - AFTERMATH_MS, again.atMs);
}

function leavesOpen(trouble: Trouble, arrival: Arrival, recordedMs: number): boolean {
  return hits(trouble, arrival) && overlaps(trouble, arrival.atMs, recordedMs);
}

function hits({ pids }: Trouble, arrival: Arrival | undefined): boolean {
  return pids === undefined || (arrival?.pid !== undefined && pids.includes(arrival.pid));
}

function overlaps({ beganMs, endedMs }: Trouble, fromMs: number, toMs: number): boolean {
  return fromMs <= endedMs && toMs >= beganMs;
}
