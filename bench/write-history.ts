import { readFileSync, writeFileSync } from 'node:fs';
import { toHistoryPicture } from './history-picture.ts';
import { withHistoryTable } from './history-table.ts';
import type { HistoryGrowth } from './run-history.ts';

export const HISTORY_FILES = {
  measured: new URL('../docs/history.json', import.meta.url),
  picture: new URL('../docs/images/history.svg', import.meta.url),
  page: new URL('../docs/benchmarks.md', import.meta.url),
  readme: new URL('../README.md', import.meta.url),
} as const;

/** Puts what was measured into the documentation: the JSON, and the picture and table that are made of it. */
export function writeHistory(growths: readonly HistoryGrowth[]): void {
  writeFileSync(HISTORY_FILES.measured, `${JSON.stringify(growths, undefined, 2)}\n`);
  writeFileSync(HISTORY_FILES.picture, toHistoryPicture(growths));
  for (const page of [HISTORY_FILES.page, HISTORY_FILES.readme])
    writeFileSync(page, withHistoryTable(readFileSync(page, 'utf8'), page === HISTORY_FILES.readme ? longestOf(growths) : growths));
}

/** The runs of the most steps: what the front page shows. */
export function longestOf(growths: readonly HistoryGrowth[]): readonly HistoryGrowth[] {
  const most = Math.max(...growths.map(({ steps }) => steps));
  return growths.filter(({ steps }) => steps === most);
}
