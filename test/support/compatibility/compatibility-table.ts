import type { ComparedPair, Versions } from './compare-pairs.ts';
import { FRAMEWORK_RELEASES } from './framework-releases.ts';

/** What was measured last. */
export interface CompatibilityReport {
  readonly measuredOn: string;
  readonly onceward: string;
  readonly pairs: readonly ComparedPair[];
}

const [BEGIN, END] = ['<!-- compatible pairs: begin -->', '<!-- compatible pairs: end -->'];

/** Whether the histories of a pair are all replayed. */
function isCompatible({ histories, failed }: ComparedPair): boolean {
  return histories > 0 && failed.length === 0;
}

/** The page with the table that belongs to a report. */
export function fillCompatibilityPage(page: string, report: CompatibilityReport): string {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The page has no place between '${BEGIN}' and '${END}'.`);
  return `${before}${BEGIN}\n${toTable(report)}\n${END}${after}`;
}

function toTable({ measuredOn, onceward, pairs }: CompatibilityReport): string {
  const rows = Object.keys(FRAMEWORK_RELEASES).flatMap((framework) => pairs.filter((pair) => pair.framework === framework).map(toRow));
  const lines = ['| recorded with | replayed with | histories | replayed |', '|---|---|---|---|', ...rows];
  const failed = byHistory(pairs).map(([history, own]) => `- ${history}: ${own.map(toArrow).join('; ')}`);
  return [
    `Measured on ${measuredOn} with onceward ${onceward}:`,
    '',
    ...lines,
    ...(failed.length === 0 ? [] : ['', 'What is not replayed, and where:', '', ...failed]),
  ].join('\n');
}

/** The history that a problem is told of. */
export function historyOf(problem: string): string {
  return problem.split(':')[0] ?? problem;
}

/** The histories that some pair fails on. */
function byHistory(pairs: readonly ComparedPair[]): readonly (readonly [string, readonly ComparedPair[]])[] {
  const groups = new Map<string, ComparedPair[]>();
  for (const pair of pairs) {
    for (const problem of pair.failed) {
      const history = historyOf(problem);
      groups.set(history, [...(groups.get(history) ?? []), pair]);
    }
  }
  return [...groups];
}

function toArrow({ recordedWith, replayedWith }: ComparedPair): string {
  return `${Object.values(recordedWith).join('/')} → ${Object.values(replayedWith).join('/')}`;
}

function toRow(pair: ComparedPair): string {
  const { recordedWith, replayedWith, histories, failed } = pair;
  const replayed = isCompatible(pair) ? 'all' : `**${histories - failed.length}**`;
  return `| ${toText(recordedWith)} | ${toText(replayedWith)} | ${histories} | ${replayed} |`;
}

function toText(versions: Versions): string {
  return Object.entries(versions)
    .map(([name, version]) => `\`${name}\` ${version}`)
    .join(', ');
}
