import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CATEGORIES } from '../../../src/shared/failures/category.ts';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { summarizeError } from '../../../src/shared/failures/summarize-error.ts';
import { hostileErrors } from '../../support/provider-errors/hostile-errors.ts';
import { errorOf } from './error-of.ts';

const KEYS = [
  'name',
  'message',
  'code',
  'status',
  'cause',
  'errors',
  'error',
  'data',
  'response',
  'headers',
  'body',
  'lastError',
  'retryDelay',
  'details',
  'metadata',
  'type',
];
const KINDS = ['model', 'tool', 'retrieval'] as const;

function expectSound(error: unknown): void {
  for (const kind of KINDS) {
    const verdict = classifyError(error, { kind, now: 1_800_000_000_000, retryAfterCapMs: 900_000 });
    expect(CATEGORIES).toContain(verdict.category);
    expect(verdict.retryable).toBeTypeOf('boolean');
    if (verdict.retryAfterMs !== undefined) expect(verdict.retryAfterMs).toBeGreaterThanOrEqual(1);
  }
  const summary = summarizeError(error);
  expect(summary.length).toBeLessThanOrEqual(500);
  expect(summary).not.toMatch(/[\n\r]/);
}

describe('no error of any shape makes it throw', () => {
  it.each([...hostileErrors()])('%s', (_, error) => expectSound(error));

  it('a wrapper that is its own last error', () => {
    const own: { lastError?: unknown } = {};
    own.lastError = own;
    expectSound(own);
  });

  it('a chain of a hundred thousand causes', () => {
    let error = new Error('root');
    for (let depth = 0; depth < 100_000; depth += 1) error = new Error('wrapped', { cause: error });
    expectSound(error);
  });

  it('anything', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), expectSound));
  });

  it('objects with the properties errors have', () => {
    const { value } = fc.letrec((tie) => ({
      leaf: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.double(),
        fc.constantFrom('429', '{', '{"error":{"code":429}}', 'ECONNRESET', undefined, null, Symbol('x')),
      ),
      record: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 6 }),
      value: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('record'), fc.array(tie('value'), { maxLength: 3 })),
    }));
    fc.assert(
      fc.property(value, (error) => expectSound(error)),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(value, (error) => expectSound(Object.freeze(errorOf({ cause: error, data: error })))),
      { numRuns: 300 },
    );
  });
});
