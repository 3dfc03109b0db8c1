import { expect, test } from 'vitest';
import { CROWDED_ROWS, OVERSIZE_ROWS } from '../support/oversize/oversize-rows.ts';
import { readPage } from './markdown.ts';

test('every row of the oversize table in docs/payloads.md is one that the bars run, and every one of them stands there', () => {
  const [, section = ''] = readPage('docs/payloads.md').split('## Row by row');
  const [table = ''] = section.split('\n## ');
  const rows = Array.from(table.matchAll(/^\| ([^|]+) \|/gm), ([, what]) => what).slice(1);
  expect(rows).toEqual([...OVERSIZE_ROWS, ...CROWDED_ROWS].map(({ what }) => what));
});
