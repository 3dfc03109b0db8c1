import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSha256, sha256 } from '../../../src/shared/encoding/sha256.ts';

const nodeSha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

test('the vectors of the standard come out', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('every length around the block limits hashes as in node:crypto', () => {
  for (let length = 0; length <= 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 131 + length) & 255);
    expect(sha256(bytes), `${length} bytes`).toBe(nodeSha256(bytes));
  }
});

test('any bytes and any text hash as in node:crypto', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      expect(sha256(bytes)).toBe(nodeSha256(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      expect(sha256(text)).toBe(nodeSha256(text));
    }),
  );
});

test('a view into a larger buffer hashes only what it shows', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => index & 255).subarray(7, 271);
  expect(sha256(bytes)).toBe(nodeSha256(bytes));
});

test('a megabyte hashes as in node:crypto', () => {
  const bytes = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => (index * 2_654_435_761) >>> 13);
  expect(sha256(bytes)).toBe(nodeSha256(bytes));
});

test('bytes in pieces hash as the whole does, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 12 }), (pieces) => {
      const hasher = createSha256();
      for (const piece of pieces) hasher.update(piece);
      expect(hasher.digest()).toBe(nodeSha256(Buffer.concat(pieces)));
    }),
  );
});
