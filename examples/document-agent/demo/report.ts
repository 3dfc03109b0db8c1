import { isDeepStrictEqual } from 'node:util';
import type { DocumentAgentResult } from '../document-agent.ts';
import { expectedRepeats, type Crash } from './crash.ts';
import type { KillPoint } from './kill-point.ts';
import type { ServiceCounts } from './service-counts.ts';
import type { RunCounts } from './step-counts.ts';

/** One run, measured from outside. */
export interface Measured {
  readonly result: DocumentAgentResult;
  readonly run: RunCounts;
  readonly services: ServiceCounts;
}

export interface Verdict {
  readonly modelCalls: number;
  readonly paidTwice: number;
  readonly inFlight: number;
  readonly rowsTwice: number;
  readonly lost: number;
  readonly isGood: boolean;
}

/** Compares a disturbed run with an uninterrupted one. */
export function compare(disturbed: Measured, reference: Measured, inFlight: number): Verdict {
  const modelCalls = disturbed.services.modelRequests.length;
  const modelSteps = completedOf(disturbed.run, 'model');
  const paidTwice = modelCalls - modelSteps - inFlight;
  const rowsTwice = disturbed.services.rowsWrittenTwice;
  const lost = countLost(disturbed, reference);
  return { modelCalls, paidTwice, inFlight, rowsTwice, lost, isGood: paidTwice === 0 && rowsTwice === 0 && lost === 0 };
}

/** Whether the kills were those that were asked for, and cost what the promise says, seen from the services and from history. */
export function checkKills({ crashes, expected, disturbed }: KillsToCheck): {
  readonly lines: readonly string[];
  readonly isGood: boolean;
} {
  const { steps } = disturbed.run;
  const total = expected === 'every' ? sumOf(steps.map(({ scheduled }) => scheduled)) : expected.length;
  const retried = sumOf(steps.map((step) => step.retried));
  const repeated = sumOf(steps.map((step) => step.repeated));
  const lookups = disturbed.services.registryRequests.length;
  const expectedLookups = completedOf(disturbed.run, 'lookupCompany') + expectedRepeats(crashes, 'lookupCompany');
  const models = disturbed.services.modelRequests.length;
  const expectedModels = completedOf(disturbed.run, 'model') + expectedRepeats(crashes, 'model');
  return {
    lines: [
      `killed once: ${crashes.length} of ${total} steps (${countPoints(crashes)}) · attempts repeated: ${repeated}`,
      `model calls: ${expectedModels} expected, ${models} billed · register calls: ${expectedLookups} expected, ${lookups} counted`,
    ],
    // More attempts than kills: a busy machine let one miss its heartbeats. They cost what is counted below, which is nothing.
    isGood: crashes.length === total && retried >= total && lookups === expectedLookups && models === expectedModels,
  };
}

interface KillsToCheck {
  readonly crashes: readonly Crash[];
  readonly expected: readonly string[] | 'every';
  readonly disturbed: Measured;
}

function countPoints(crashes: readonly Crash[]): string {
  const points: readonly KillPoint[] = ['K1', 'K2', 'K3', 'K4', 'at work'];
  return points.map((point) => `${point}: ${crashes.filter((crash) => crash.point === point).length}`).join(', ');
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Steps, rows and facts that the uninterrupted run has and this one has not. */
function countLost(disturbed: Measured, reference: Measured): number {
  const steps = reference.run.steps.filter(({ name, completed }) => completedOf(disturbed.run, name) < completed).length;
  const rows = Object.entries(reference.services.rows).filter(([system, count]) => (disturbed.services.rows[system] ?? 0) < count).length;
  const facts = Object.entries(reference.result.facts).filter(
    ([pass, answer]) => !isDeepStrictEqual(answer, disturbed.result.facts[pass as keyof typeof disturbed.result.facts]),
  ).length;
  return steps + rows + facts;
}

function completedOf({ steps }: RunCounts, name: string): number {
  return steps.find((step) => step.name === name)?.completed ?? 0;
}

/** The steps of both runs side by side. */
export function stepTable(disturbed: Measured, reference: Measured): string {
  const rows = disturbed.run.steps.map(({ name, completed, repeated }) => [
    name,
    String(completedOf(reference.run, name)),
    String(completed),
    String(repeated),
  ]);
  return alignColumns([['step', 'uninterrupted', 'this run', 'attempts repeated'], ...rows]);
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
    .join('\n');
}

/** The last line of the demo. */
export function verdictLine({ modelCalls, paidTwice, inFlight, rowsTwice, lost }: Verdict, resumedSeconds: number | undefined): string {
  const resumed = resumedSeconds === undefined ? '' : ` · resumed in ${resumedSeconds.toFixed(1)} s`;
  return `model calls: ${modelCalls} · paid twice: ${paidTwice} · in flight at the kill: ${inFlight} · rows written twice: ${rowsTwice} · lost: ${lost}${resumed}`;
}
