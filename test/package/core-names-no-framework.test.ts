import { expect, test } from 'vitest';
import { frameworkWords } from '../proof/slice/framework-words.ts';

test('the core knows no framework: no word of one in src/, but in the table of foreign errors', async () => {
  const { value, note } = await frameworkWords.measure();
  expect(value, note).toBe(0);
});
