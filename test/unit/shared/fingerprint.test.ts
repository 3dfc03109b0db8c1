import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/shared/keys/fingerprint.ts';

test('a persisted fingerprint is pinned', () => {
  expect(fingerprint('model.generate', [{ model: 'small', messages: [{ role: 'user', content: 'Grüße' }] }])).toBe(
    '9Ff3B_Mh4L2jTf6GHDc8OQ',
  );
});

test('the order of members does not matter, the order of arguments does', () => {
  expect(fingerprint('tool', [{ a: 1, b: 2 }])).toBe(fingerprint('tool', [{ b: 2, a: 1 }]));
  expect(fingerprint('tool', [1, 2])).not.toBe(fingerprint('tool', [2, 1]));
});

test('the activity, each argument, and where an argument ends change the fingerprint', () => {
  const all = [
    fingerprint('tool', []),
    fingerprint('other', []),
    fingerprint('tool', [null]),
    fingerprint('tool', [[1]]),
    fingerprint('tool', [1]),
  ];
  expect(new Set(all).size).toBe(all.length);
});
