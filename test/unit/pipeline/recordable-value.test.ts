import type { Json } from 'onceward';
import { expect, test } from 'vitest';
import { fromRecordable, toRecordable } from '../../../src/worker/pipeline/recordable-value.ts';

const throughARow = (value: unknown): unknown => fromRecordable(JSON.parse(JSON.stringify(toRecordable(value as Json))) as Json);

test.each<readonly [string, unknown]>([
  ['bytes', Uint8Array.of(1, 2)],
  ['bytes inside', { type: 'file', data: Uint8Array.of(1, 2), also: [{ $bytes: 'AQ==' }] }],
  ['what looks like a row of bytes', { $rich: { $bytes: 'AQ==' } }],
  ['JSON', { $bytes: 'AQ==' }],
  ['nothing', null],
])('a row of journal or ledger gives the value that it was made of: %s', (_what, value) => {
  expect(throughARow(value)).toEqual(value);
});

test('a row of plain JSON is what it always was', () => {
  const value = { a: [1, { $bytes: 'AQ==' }] };
  expect(toRecordable(value)).toBe(value);
});
