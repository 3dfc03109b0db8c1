import { ApplicationFailure, DefaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { capFailure } from '../../../src/shared/failures/cap-failure.ts';
import { capMessage } from '../../../src/shared/failures/cap-message.ts';

const MIB = 1_024 * 1_024;
const WITHOUT_STORE = { limitBytes: 1_900 * 1_024, inlineBelowBytes: Infinity };
const WITH_STORE = { limitBytes: 16 * MIB, inlineBelowBytes: 128 * 1_024 };

function chainOf(length: number, more: Parameters<typeof ApplicationFailure.create>[0]): ApplicationFailure {
  const cause = length === 1 ? undefined : chainOf(length - 1, more);
  return ApplicationFailure.create({ ...more, ...(cause && { cause }) });
}

/** What Temporal writes into history of it, in bytes. */
function written(error: unknown): number {
  return JSON.stringify(new DefaultFailureConverter().errorToFailure(error, defaultPayloadConverter)).length;
}

test('a chain of twenty causes of 1 MiB each fits, and keeps the first sixteen', () => {
  const capped = capFailure(chainOf(20, { message: 'é'.repeat(MIB) }), WITHOUT_STORE);
  let causes = 0;
  for (let current = capped; current instanceof Error; current = current.cause) causes += 1;
  expect(causes).toBe(16);
  expect(written(capped)).toBeLessThan(MIB);
});

test('a failure that is its own cause ends somewhere', () => {
  const failure = ApplicationFailure.create({ message: 'round and round' });
  Object.assign(failure, { cause: failure });
  expect(written(capFailure(failure, WITHOUT_STORE))).toBeLessThan(100_000);
});

test('details that fit stay, and those of a cause that no longer fit beside them are left out by name', () => {
  const details = ['d'.repeat(MIB)];
  const failure = chainOf(3, { message: 'refused', type: 'Refused', nonRetryable: true, details });
  capFailure(failure, WITHOUT_STORE);
  expect(failure).toMatchObject({ message: 'refused', type: 'Refused', nonRetryable: true, details });
  expect(failure.cause).toMatchObject({ message: 'refused (details left out: 2.10 MB, more than 1.95 MB)', details: [] });
  expect(failure.cause?.cause).toMatchObject({ details: [] });
});

test('with a store, details go there up to 16 MiB', () => {
  const details = ['d'.repeat(5 * MIB)];
  expect(capFailure(chainOf(1, { message: 'refused', details }), WITH_STORE)).toMatchObject({ details });
  expect(capFailure(chainOf(1, { message: 'refused', details: ['d'.repeat(17 * MIB)] }), WITH_STORE)).toMatchObject({ details: [] });
});

test('details that are no JSON, which would fail the workflow task for ever, are left out', () => {
  const failure = ApplicationFailure.create({ message: 'refused', details: [{ amount: 10n }] });
  expect(capFailure(failure, WITH_STORE)).toMatchObject({ message: 'refused (details left out: they are no JSON)', details: [] });
});

test('what was cut once is not cut again, and a frozen error stays as it is', () => {
  const capped = capMessage('x'.repeat(MIB));
  expect(capMessage(capped)).toBe(capped);
  const frozen = Object.freeze(new Error('f'.repeat(10_000)));
  expect(capFailure(frozen, WITH_STORE)).toBe(frozen);
});
