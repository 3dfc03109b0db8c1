import { expect, test } from 'vitest';
import { fillCompatibilityPage, type CompatibilityReport } from '../support/compatibility/compatibility-table.ts';
import { readPage } from './markdown.ts';

const report = JSON.parse(readPage('docs/compatibility.json')) as CompatibilityReport;

test('the table of docs/compatibility.md is made from docs/compatibility.json', () => {
  expect(readPage('docs/compatibility.md')).toBe(fillCompatibilityPage(readPage('docs/compatibility.md'), report));
});

test('of each framework that was measured, what the oldest recorded was replayed on the newest, and what the newest recorded one release back', () => {
  for (const framework of new Set(report.pairs.map((pair) => pair.framework))) {
    const measured = report.pairs.filter((pair) => pair.framework === framework && pair.histories > 0);
    expect(measured.map(({ recorded, replayed }) => `${recorded} → ${replayed}`)).toEqual(
      expect.arrayContaining(['oldest → newest', 'newest → previous']),
    );
  }
});
