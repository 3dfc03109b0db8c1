import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { hashesIn, hashOfKey } from 'onceward';
import { expect, test } from 'vitest';
import { HashScanner } from '../../../src/cli/store/hash-scanner.ts';

const FORMS = ['hex', 'base64url'] as const;
const HASH = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => createHash('sha256').update(bytes).digest());
const FORM = fc.constantFrom(...FORMS);

test('a hash is found in every form, however deep in JSON', () => {
  fc.assert(
    fc.property(HASH, FORM, fc.nat(3), fc.constantFrom('', '\n', ' ', 'see "', '/', '\t'), (hash, form, depth, before) => {
      let text = JSON.stringify({ parent: `${before}${hash.toString(form)}` });
      for (let level = 0; level < depth; level += 1) text = JSON.stringify([text]);
      expect(hashesIn(text)).toEqual([hash.toString('hex')]);
    }),
  );
});

test('a hash is found wherever a text is cut in two', () => {
  fc.assert(
    fc.property(HASH, FORM, fc.nat(1_000), (hash, form, cut) => {
      const bytes = new TextEncoder().encode(`${'x '.repeat(200)}"${hash.toString(form)}"${' y'.repeat(200)}`);
      const scanner = new HashScanner();
      scanner.scan(bytes.subarray(0, cut));
      scanner.scan(bytes.subarray(cut));
      // What is cut after 43 of its 64 digits looks like another hash, at first: that keeps an object too many.
      expect([...scanner.found]).toContain(hash.toString('hex'));
    }),
    { examples: [[Buffer.alloc(32), 'hex', '"'.length + 2 * 200 + 43]] },
  );
});

test('what is longer or shorter than a hash is none', () => {
  for (const form of FORMS) {
    const text = createHash('sha256').update(form).digest().toString(form);
    expect(hashesIn(`"${text}a" "a${text}" "${text.slice(1)}"`)).toEqual([]);
  }
});

test('a key is named after the hash it ends with', () => {
  const hash = createHash('sha256').update('an object').digest();
  for (const form of FORMS) {
    const name = hash.toString(form);
    for (const key of [name, `sha256/${name}`, `t/acme/sha256/${name}`, `chain/${name}`]) expect(hashOfKey(key)).toBe(hash.toString('hex'));
    for (const key of [`sha256/${name}.text`, `sha256/x${name}`, `${name}/x`]) expect(hashOfKey(key)).toBeUndefined();
  }
});
