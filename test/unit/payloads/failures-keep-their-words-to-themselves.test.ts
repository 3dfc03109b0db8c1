import { ApplicationFailure, CancelledFailure, defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { failureConverter } from '../../../src/failure-converter.ts';
import { concealActivityFailure } from '../../../src/worker/pipeline/conceal-activity-failure.ts';

const WORDS = 'the patient is called Ada';

function refused(): ApplicationFailure {
  const cause = new Error(WORDS);
  return ApplicationFailure.create({ type: 'Refused', message: WORDS, nonRetryable: true, details: [WORDS], cause, nextRetryDelay: 5_000 });
}

test('what is thrown has the type of the failure, and none of its words', () => {
  const thrown = concealActivityFailure(refused()) as ApplicationFailure;
  expect(thrown).toMatchObject({ type: 'Refused', nonRetryable: true, message: 'Refused. What it says is encrypted' });
  expect([String(thrown), thrown.stack, JSON.stringify(thrown), ...Object.values(thrown).map(String)].join()).not.toContain(WORDS);
});

test('what is written is the failure itself, words, details, cause and wait', () => {
  const written = failureConverter.errorToFailure(concealActivityFailure(refused()), defaultPayloadConverter);
  expect(written.message).toBe('Encoded failure');
  const read = failureConverter.failureToError(written, defaultPayloadConverter) as ApplicationFailure;
  expect(read).toMatchObject({ type: 'Refused', message: WORDS, nonRetryable: true, details: [WORDS], cause: { message: WORDS } });
  expect(written.applicationFailureInfo?.nextRetryDelay?.seconds?.toString()).toBe('5');
});

test('a failure that is concealed already stays as it is', () => {
  const once = concealActivityFailure(refused());
  expect(concealActivityFailure(once)).toBe(once);
});

test('a cancellation stays what Temporal looks for', () => {
  const cancelled = new CancelledFailure('The call was stopped');
  expect(concealActivityFailure(cancelled)).toBe(cancelled);
});
