import { styleText } from 'node:util';
import { expect, test } from 'vitest';
import { alignColumns } from '../../../src/cli/output/align-columns.ts';
import { toOneLine } from '../../../src/cli/output/one-line.ts';
import { createStyle } from '../../../src/cli/output/style.ts';

test('columns are aligned by what is seen, colours not counted', () => {
  const red = styleText('red', 'no', { validateStream: false });
  expect(
    alignColumns([
      ['a', 'b', 'c'],
      [red, 'longer', ''],
    ]),
  ).toBe(`a   b       c\n${red}  longer`);
});

test('a text from elsewhere cannot steer the terminal or take a second line', () => {
  expect(toOneLine('\u001B[2J\u001B]0;title\u0007yes\r\nno\u202Eevil\u0085x')).toBe('yes no evil x');
  expect(toOneLine('abcdef', 4)).toBe('abc…');
});

test('colours are for a terminal that has them, and for nothing else', () => {
  const coloured = styleText('red', 'x', { validateStream: false });
  expect(createStyle({ isTTY: true, hasColors: () => true })('red', 'x')).toBe(coloured);
  expect(createStyle({ isTTY: true, hasColors: () => false })('red', 'x')).toBe('x');
  expect(createStyle({})('red', 'x')).toBe('x');
});
