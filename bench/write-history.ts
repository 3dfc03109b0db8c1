import { readFileSync, writeFileSync } from 'node:fs';
import { toHistoryPicture } from './history-picture.ts';
import { withHistoryTable } from './history-table.ts';
import type { HistoryGrowth } from './run-history.ts';

export const HISTORY_FILES = {
  measured: new URL('../docs/history.json', import.meta.url),
  picture: new URL('../docs/images/history.svg', import.meta.url),
  page: new URL('../docs/benchmarks.md', import.meta.url),
} as const;

/** Puts what was measured into the documentation: the JSON, and the picture and table that are made of it. */
export function writeHistory(growths: readonly HistoryGrowth[]): void {
  writeFileSync(HISTORY_FILES.measured, `${JSON.stringify(growths, undefined, 2)}\n`);
  writeFileSync(HISTORY_FILES.picture, toHistoryPicture(growths));
  writeFileSync(HISTORY_FILES.page, withHistoryTable(readFileSync(HISTORY_FILES.page, 'utf8'), growths));
}
