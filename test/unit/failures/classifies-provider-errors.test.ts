import { describe, expect, it } from 'vitest';

import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { type ProviderErrorCase, readProviderErrorCases, readRecordedErrors } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { rehydrate } from '../../fixtures/provider-errors/rehydrate.ts';

const DEFAULT_TOLERANCE_MS = 1;

const classify = (testCase: ProviderErrorCase, error: unknown = rehydrate(testCase.error)) =>
  classifyError(error, { kind: testCase.kind, now: new Date(testCase.now) });

describe.each([
  ['a sample that others recorded', readProviderErrorCases()],
  ['the corpus of test/corpus', readRecordedErrors()],
])('errors that real clients threw: %s', (_set, cases) => {
  it.each(cases.map((testCase) => [`${testCase.id} ${testCase.via}: ${testCase.expect.reason}`, testCase] as const))(
    '%s',
    (_, testCase) => {
      const { expect: expected } = testCase;
      const verdict = classify(testCase);

      expect([expected.category, ...(expected.alsoAcceptable ?? [])]).toContain(verdict.category);
      expect(verdict.retryable).toBe(expected.retryable);
      expect(verdict.outcomeUnknown ?? false).toBe(expected.outcomeUnknown);
      expect(verdict.freshSample ?? false).toBe(expected.freshSample ?? false);
      expectRetryAfter(verdict.retryAfterMs, expected);
    },
  );

  it('a second copy of a client gives the same verdict', () => {
    for (const testCase of cases) expect(classify(testCase)).toEqual(classify(testCase));
  });

  it('a frozen error gives the same verdict', () => {
    for (const testCase of cases) expect(classify(testCase, Object.freeze(rehydrate(testCase.error)))).toEqual(classify(testCase));
  });

  it('an error wrapped in another keeps its verdict', () => {
    for (const testCase of cases) {
      const wrapped = new Error('step failed', { cause: rehydrate(testCase.error) });
      expect(classify(testCase, wrapped)).toEqual(classify(testCase));
    }
  });
});

function expectRetryAfter(
  actualMs: number | undefined,
  { retryAfterMs, retryAfterToleranceMs, retryAfterOptional }: ProviderErrorCase['expect'],
): void {
  if (retryAfterMs === null || (retryAfterOptional === true && actualMs === undefined)) {
    expect(actualMs).toBeUndefined();
    return;
  }
  expect(Math.abs((actualMs ?? 0) - retryAfterMs)).toBeLessThanOrEqual(retryAfterToleranceMs ?? DEFAULT_TOLERANCE_MS);
}

it('the corpus is broad: at least 150 cases of 18 clients', () => {
  const cases = readRecordedErrors();
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ client }) => client?.replace(/@[^@]*$/, ''))).size).toBeGreaterThanOrEqual(18);
});
