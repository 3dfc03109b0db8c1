import { isKept, paidTwice, type ChaosCell } from './chaos-cell.ts';
import type { ChaosReport } from './chaos-report.ts';
import type { GeneratedAudit } from './generated-steps.ts';
import type { RandomKills } from './random-kills.ts';

/** Rows of cells: what happened, and what was counted. */
export interface ChaosRow {
  readonly event: string;
  /** By kind; undefined where there is nothing to measure. */
  readonly cells: readonly (ChaosCell | undefined)[];
}

/** The kinds of a report, in the order in which they come. */
export function kindsOf({ cells }: ChaosReport): readonly string[] {
  return [...new Set(cells.map(({ kind }) => kind))];
}

export function rowsOf(report: ChaosReport): readonly ChaosRow[] {
  const kinds = kindsOf(report);
  const events = [...new Set(report.cells.map(({ event }) => event))];
  const find = (event: string, kind: string): ChaosCell | undefined =>
    report.cells.find((cell) => cell.event === event && cell.kind === kind);
  return events.map((event) => ({ event, cells: kinds.map((kind) => find(event, kind)) }));
}

/** Calls for steps, such as `2 for 1`, and whether a person was asked; what breaks the promise says so. */
export function cellText(cell: ChaosCell): string {
  const counted = `${cell.calls} for ${cell.steps}`;
  if (isKept(cell)) return cell.asked ? `${counted}, asked` : counted;
  return `✖ ${counted}, paid twice ${paidTwice(cell)}, lost ${cell.lost}`;
}

/** The matrix as a Markdown table. */
export function toMarkdown(report: ChaosReport): string {
  const head = ['what happens', ...kindsOf(report)];
  const rows = rowsOf(report).map(({ event, cells }) => [event, ...cells.map((cell) => (cell === undefined ? '–' : cellText(cell)))]);
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** What was counted besides the matrix, as a Markdown list. */
export function toSummary({ randomKills, generated }: Partial<ChaosReport>): string {
  return [...(randomKills ? [killsLine(randomKills)] : []), ...(generated ? [generatedLine(generated)] : [])].join('\n');
}

function killsLine({ kills, openCalls, steps, calls, repeats, paidTwice: twice, lost }: RandomKills): string {
  return `- **${kills} kills at random milliseconds** over ${steps} steps of 8 runs on 3 workers: ${calls} calls, ${repeats} repeated, of ${openCalls} that a kill left open. Paid twice ${twice}, lost ${lost}.`;
}

function generatedLine(audit: GeneratedAudit): string {
  const { steps, executions, repeated, openCalls, questions, keyCollisions, changedKeys, staleAnswers, falseConflicts } = audit;
  const { paidTwice: twice, doubleWrites, unexplained, troubles } = audit;
  const events = Object.values(troubles).reduce((sum, times) => sum + times, 0);
  return [
    `- **${steps} generated steps** with random fan-outs, children, equal calls and writes under the ledger, in runs that are reset, continued as new,`,
    `tried again, repeated by cron and started again under their id, on 3 workers with a Postgres, one completion in ten lost, while ${events} times a`,
    `worker was killed, stopped for longer than its heartbeat timeout or replaced, the server was killed, or the network between workers and server,`,
    `provider or ledger failed: ${executions} calls, ${repeated} repeated, of ${openCalls} that an event left open, ${questions} questions to a person.`,
    `Key collisions ${keyCollisions}, keys changed by a reset ${changedKeys}, stale answers ${staleAnswers}, paid twice ${twice}, writes made twice`,
    `${doubleWrites}, repeated without a cause ${unexplained}, runs that failed without cause ${falseConflicts.length}.`,
  ].join(' ');
}

/** Puts the table and the summary between their marks in the page. */
export function fillPage(page: string, report: ChaosReport): string {
  return fill(fill(page, 'matrix', toMarkdown(report)), 'summary', toSummary(report));
}

function fill(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: made by npm run chaos -->`, `<!-- end of ${name} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/chaos.md lacks the marks of '${name}'.`);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}
