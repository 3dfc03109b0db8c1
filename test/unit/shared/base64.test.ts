import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/shared/encoding/base64.ts';

test('any bytes are written as Buffer writes them, and read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64'));
      expect(decodeBase64(text)).toEqual(bytes);
    }),
  );
});

test('20 MB make the way there and back', () => {
  const bytes = Uint8Array.from({ length: 20 * 1024 * 1024 + 1 }, (_, index) => (index * 31) >>> 3);
  const text = encodeBase64(bytes);
  expect(text === Buffer.from(bytes).toString('base64')).toBe(true);
  expect(Buffer.compare(decodeBase64(text), bytes)).toBe(0);
});

test.each([['A'], ['AAA'], ['A==='], ['===='], ['AA=A'], ['AA-_'], ['AA\nA'], ['AAé='], ['AA\u0141A']])('%j is refused', (text) => {
  expect(() => decodeBase64(text)).toThrow(TypeError);
});
