import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../src/shared/encoding/canonical-json.ts';
import { idempotencyKey, runScope, type IdempotencyKeyParts } from '../../../src/shared/keys/idempotency-key.ts';

const parts: IdempotencyKeyParts = { namespace: 'default', scope: 'run:order-7/0198c3f0', step: 'charge', ordinal: 0 };

// Few and separator-like characters, so that parts which differ only in where a separator sits are common.
const part = fc.string({ unit: fc.constantFrom('a', 'b', '/', '%', '2', 'F', ':', ',', '"', '[', '\\', '\0'), maxLength: 4 });
const anyParts = fc.record(
  { namespace: part, scope: part, step: part, ordinal: fc.nat(3), toolCallId: part },
  { requiredKeys: ['namespace', 'scope', 'step', 'ordinal'], noNullPrototype: true },
);

test('persisted keys are pinned', () => {
  expect(idempotencyKey(parts)).toBe('ow1_43906d636191fbd2de54d11ec4aec144');
  expect(idempotencyKey({ ...parts, toolCallId: 'call_1' })).toBe('ow1_e32ea99dfccb8e424d9fd76ebc366109');
});

test('10,000 distinct sets of parts have 10,000 keys', () => {
  const generated = fc.sample(fc.uniqueArray(anyParts, { minLength: 10_000, maxLength: 10_000, selector: canonicalJson, size: 'max' }), {
    numRuns: 1,
    seed: 1,
  });
  const keys = generated.flat().map(idempotencyKey);
  expect(keys).toHaveLength(10_000);
  expect(new Set(keys).size).toBe(10_000);
});

test('the same parts have the same key, in whatever order they are given', () => {
  fc.assert(
    fc.property(anyParts, (given) => {
      const key = idempotencyKey(given);
      expect(key).toMatch(/^ow1_[0-9a-f]{32}$/);
      expect(idempotencyKey(Object.fromEntries(Object.entries(given).toReversed()) as typeof given)).toBe(key);
    }),
  );
});

test('each part changes the key', () => {
  const variants: Partial<IdempotencyKeyParts>[] = [
    {},
    { namespace: 'other' },
    { scope: 'other' },
    { step: 'other' },
    { ordinal: 1 },
    { toolCallId: 'call_1' },
    { toolCallId: '' },
  ];
  expect(new Set(variants.map((variant) => idempotencyKey({ ...parts, ...variant }))).size).toBe(variants.length);
});

test('a separator inside a workflow id or run id cannot make two runs one', () => {
  expect(runScope('a/b', 'c')).toBe('run:a%2Fb/c');
  expect(runScope('a', 'b/c')).not.toBe(runScope('a/b', 'c'));
  fc.assert(
    fc.property(part, part, part, part, (id, run, otherId, otherRun) => {
      fc.pre(id !== otherId || run !== otherRun);
      expect(runScope(id, run)).not.toBe(runScope(otherId, otherRun));
    }),
    { numRuns: 2_000 },
  );
});
