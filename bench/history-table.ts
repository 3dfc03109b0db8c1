import { VARIANT_TITLES } from './history-picture.ts';
import type { HistoryGrowth } from './run-history.ts';

const MARK = { from: '<!-- history: made by npm run bench -- history --write -->', to: '<!-- end of history -->' };

/** A Markdown table: a row a variant, the longest history first. */
export function toHistoryTable(growths: readonly HistoryGrowth[]): string {
  const rows = growths
    .toSorted((one, other) => one.steps - other.steps || other.bytesPerStep - one.bytesPerStep)
    .map(({ variant, steps, bytesPerStep, historyEvents, storeBytes }) => [
      VARIANT_TITLES[variant] ?? variant,
      String(steps),
      Math.ceil(bytesPerStep).toLocaleString('en-US'),
      historyEvents.toLocaleString('en-US'),
      Math.ceil(storeBytes / steps).toLocaleString('en-US'),
    ]);
  const head = ['way', 'steps', 'bytes of history a step', 'events', 'bytes in the store a step'];
  return [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A page with the table between its marks. */
export function withHistoryTable(page: string, growths: readonly HistoryGrowth[]): string {
  const [from, to] = [page.indexOf(MARK.from), page.indexOf(MARK.to)];
  if (from === -1 || to < from) throw new Error(`The page has no place for the table: ${MARK.from} … ${MARK.to}`);
  return `${page.slice(0, from + MARK.from.length)}\n\n${toHistoryTable(growths)}\n\n${page.slice(to)}`;
}
