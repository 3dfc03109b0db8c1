import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toHistoryPicture } from '../../bench/history-picture.ts';
import { withHistoryTable } from '../../bench/history-table.ts';
import type { HistoryGrowth } from '../../bench/run-history.ts';
import { HISTORY_FILES, longestOf } from '../../bench/write-history.ts';

const measured = JSON.parse(readFileSync(HISTORY_FILES.measured, 'utf8')) as readonly HistoryGrowth[];

test('the table and the picture of how histories grow are made of what was measured', () => {
  const page = readFileSync(HISTORY_FILES.page, 'utf8');
  expect(withHistoryTable(page, measured)).toBe(page);
  const readme = readFileSync(HISTORY_FILES.readme, 'utf8');
  expect(withHistoryTable(readme, longestOf(measured))).toBe(readme);
  expect(readFileSync(HISTORY_FILES.picture, 'utf8')).toBe(toHistoryPicture(measured));
});

test('what stands there is what npm run bench -- history gives, and nothing else', () => {
  const names = [
    'variant',
    'steps',
    'historyBytes',
    'historyEvents',
    'bytesPerStep',
    'storeBytes',
    'storePuts',
    'workerCpuMsPerStep',
    'wallMsPerStep',
  ];
  for (const growth of measured) expect(Object.keys(growth)).toEqual(names);
});
