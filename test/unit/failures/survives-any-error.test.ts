import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CATEGORIES } from '../../../src/shared/failures/category.ts';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { summarizeError } from '../../../src/shared/failures/summarize-error.ts';
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

const hostile = {
  'throwing getters': Object.defineProperties(
    {},
    Object.fromEntries(
      KEYS.map((key) => [
        key,
        {
          get: () => {
            throw new Error('no');
          },
        },
      ]),
    ),
  ),
  'a Proxy that refuses everything': new Proxy(
    {},
    { get: refuse, getPrototypeOf: refuse, ownKeys: refuse, has: refuse, getOwnPropertyDescriptor: refuse },
  ),
  'a Proxy that is everything': endless(),
  'a callable Proxy': new Proxy(() => undefined, { get: () => endless() }),
  'symbols and big integers': errorOf({
    code: Symbol('x'),
    status: 10n,
    retryDelay: { seconds: Symbol('s'), nanos: 1n },
    headers: { 'retry-after': 5n },
  }),
  'values that refuse to become text': errorOf({
    retryDelay: { seconds: { valueOf: refuse, toString: refuse } },
    retry_after: { valueOf: refuse },
  }),
  'an object without a prototype': Object.assign(Object.create(null) as object, { message: 'x' }),
};

function refuse(): never {
  throw new Error('refused');
}

function endless(): object {
  return new Proxy({}, { get: () => endless() });
}

describe('no error of any shape makes it throw', () => {
  it.each(Object.entries(hostile))('%s', (_, error) => expectSound(error));

  it('a revoked Proxy', () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    expectSound(proxy);
    expectSound(errorOf({ errors: proxy, headers: proxy, cause: proxy }));
  });

  it('causes that go round', () => {
    const first = new Error('first');
    const second = new Error('second', { cause: first });
    first.cause = second;
    expectSound(first);
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

describe('size costs no time', () => {
  const huge = 5_000_000;
  it.each([
    ['one letter', 'a'.repeat(huge)],
    ['digits', '1'.repeat(huge)],
    ['spaces', ' '.repeat(huge)],
    ['opening braces', '{'.repeat(huge)],
    ['JSON', `{"error":{"message":"${'x'.repeat(huge)}"}}`],
    ['words that look like waits', 'try again in 1 '.repeat(huge / 15)],
    ['words that look like secrets', 'key=a://b:c@ eyJ. '.repeat(huge / 18)],
  ])('5 MB of %s', (_, text) => {
    const error = errorOf({ message: text, responseBody: text, status: 400, headers: { 'retry-after': text }, code: text, name: text });
    // CPU and not time, and far from what it takes: work that grows with the square of the size would take minutes.
    const before = process.cpuUsage();
    classifyError(error, { kind: 'model' });
    summarizeError(error);
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(500);
  });
});
