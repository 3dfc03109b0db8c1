import { ApplicationFailure, DefaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { expect, it } from 'vitest';
import { redactFailure } from '../../../src/worker/pipeline/redact-failure.ts';
import { LONGEST_MESSAGE_CHARACTERS } from '../../../src/shared/size/payload-limits.ts';

const SECRET = 'sk-proj-PLANTED-1234567890';

/** What Temporal writes into history of it. */
function stored(failure: ApplicationFailure): string {
  return JSON.stringify(new DefaultFailureConverter().errorToFailure(redactFailure(failure), defaultPayloadConverter));
}

it("a step's own failure keeps its words, type and retry, without the secret in it", () => {
  const failure = ApplicationFailure.nonRetryable(`The CRM refused ${SECRET} for customer 42`, 'CrmRefused', { customer: 42 });
  const text = stored(failure);
  expect(text).not.toContain('PLANTED');
  expect(failure).toMatchObject({
    message: 'The CRM refused [redacted] for customer 42',
    type: 'CrmRefused',
    nonRetryable: true,
    details: [{ customer: 42 }],
  });
});

it('the failures behind it, and the error behind those, hold none either', () => {
  const library = new Error(`401 Authorization: Bearer ${SECRET}`);
  const inner = ApplicationFailure.create({ message: `inner: password=${SECRET}`, cause: library });
  expect(stored(ApplicationFailure.create({ message: 'outer', cause: inner }))).not.toContain('PLANTED');
});

it('one that is its own cause is redacted once, not for ever', () => {
  const failure = ApplicationFailure.create({ message: `key ${SECRET}` });
  Object.assign(failure, { cause: failure });
  expect(redactFailure(failure).message).toBe('key [redacted]');
});

it('words without secrets stay as they are, and are cut where history could not take them', () => {
  const plain = ApplicationFailure.create({ message: 'Invoice 2026-117 is already paid' });
  expect(redactFailure(plain).message).toBe('Invoice 2026-117 is already paid');
  const long = ApplicationFailure.create({ message: 'word '.repeat(1_000_000) });
  expect(redactFailure(long).message.length).toBeLessThan(LONGEST_MESSAGE_CHARACTERS + 100);
  expect(long.stack?.length ?? 0).toBeLessThan(LONGEST_MESSAGE_CHARACTERS + 100);
});
