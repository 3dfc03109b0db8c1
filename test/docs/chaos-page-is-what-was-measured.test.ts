import { expect, test } from 'vitest';
import { isKept } from '../support/chaos/chaos-cell.ts';
import { toPicture } from '../support/chaos/chaos-picture.ts';
import type { ChaosReport } from '../support/chaos/chaos-report.ts';
import { brokenPromises } from '../support/chaos/generated-steps.ts';
import { fillPage } from '../support/chaos/chaos-table.ts';
import { readPage } from './markdown.ts';

const report = JSON.parse(readPage('docs/chaos.json')) as ChaosReport;

test('the table and the picture of docs/chaos.md are made from docs/chaos.json', () => {
  expect(readPage('docs/chaos.md')).toBe(fillPage(readPage('docs/chaos.md'), report));
  expect(readPage('docs/images/chaos-matrix.svg')).toBe(toPicture(report));
});

test('every cell keeps the promise', () => {
  expect(report.cells.filter((cell) => !isKept(cell))).toEqual([]);
  expect(report.randomKills).toMatchObject({ paidTwice: 0, lost: 0 });
  expect(Object.entries(brokenPromises(report.generated)).filter(([, count]) => count > 0)).toEqual([]);
  expect(report.generated.falseConflicts).toEqual([]);
  expect(Object.entries(report.generated.troubles).filter(([, times]) => times === 0)).toEqual([]);
});
