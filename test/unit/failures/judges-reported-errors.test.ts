import { expect, test } from 'vitest';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { REPORTED_ERRORS } from '../../fixtures/provider-errors/reported-errors.ts';

test.each(REPORTED_ERRORS.map((reported) => [reported.id, reported] as const))('%s', (_, reported) => {
  const { kind, error, category, retryable, retryAfterMs, isWaitOptional = false, nowMs = 0 } = reported;
  const verdict = classifyError(error, { kind, now: nowMs });
  expect([category].flat()).toContain(verdict.category);
  expect(verdict.retryable).toBe(retryable);
  if (!isWaitOptional || verdict.retryAfterMs !== undefined) expect(verdict.retryAfterMs).toBe(retryAfterMs);
});
