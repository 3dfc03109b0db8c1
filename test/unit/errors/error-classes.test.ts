import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ActivityFailure, ApplicationFailure, defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import * as index from 'onceward';
import * as client from 'onceward/client';
import * as testing from 'onceward/testing';
import * as worker from 'onceward/worker';
import { describe, expect, test, vi } from 'vitest';
import { ERROR_CODES, errorSlug, type ErrorCode } from '../../../src/shared/errors/error-code.ts';
import { OncewardError } from '../../../src/shared/errors/onceward-error.ts';
import { SAMPLE_ERRORS } from './sample-errors.ts';

type ErrorClass = (abstract new (...values: never[]) => OncewardError) & { isInstance(error: unknown): boolean };

const FOLDER = join(import.meta.dirname, '../../../src/shared/errors');
const NO_CLASSES = ['error-code.ts', 'onceward-error.ts', 'refused-error.ts'];

/** The class as a second copy of the package has it: another module, another base class. */
async function secondCopyOf(code: ErrorCode): Promise<ErrorClass> {
  vi.resetModules();
  const module = (await import(`../../../src/shared/errors/${errorSlug(code)}.ts`)) as Record<string, ErrorClass>;
  const found = module[code];
  if (found === undefined) throw new Error(`${errorSlug(code)}.ts exports no ${code}`);
  return found;
}

function classOf(code: ErrorCode): ErrorClass {
  return SAMPLE_ERRORS[code].constructor as unknown as ErrorClass;
}

/** As an error arrives on the other side of Temporal. */
function throughTemporal(failure: ApplicationFailure): Error {
  const proto = defaultFailureConverter.errorToFailure(failure, defaultPayloadConverter);
  return defaultFailureConverter.failureToError(proto, defaultPayloadConverter);
}

test('the codes are these; removing or renaming one breaks code that compares them', () => {
  expect([...ERROR_CODES].sort()).toEqual([
    'ApprovalExpired',
    'ApprovalRefused',
    'ChangeRefused',
    'CompensationFailed',
    'ConfigDrifted',
    'DecryptionFailed',
    'DuplicateActivity',
    'EmbedderMismatch',
    'EventRefused',
    'EventTimedOut',
    'ExternalStorageBroken',
    'ForkRefused',
    'IdempotencyConflict',
    'ImportRefused',
    'InvalidDurable',
    'InvalidOption',
    'JournalUnavailable',
    'LeaseLost',
    'LedgerUnavailable',
    'ModuleNotRegistered',
    'NotDurable',
    'NotInWorkflow',
    'OriginLost',
    'OutcomeUnknown',
    'PayloadCorrupted',
    'PayloadMissing',
    'PayloadTooLarge',
    'PromptLost',
    'ReplayFailed',
    'ResultDrifted',
    'ResultMisassigned',
    'RunOver',
    'ServerUnreachable',
    'StaleBundle',
    'StepFailed',
    'StoreUnavailable',
    'StreamStalled',
    'TemporalServerFailed',
    'TemporalServerNotFound',
    'TenantMismatch',
    'TimeSkippingServerNotFound',
    'TokenRefused',
    'ToolCallDenied',
    'ToolChanged',
    'ToolInputInvalid',
    'TurnRefused',
    'UnknownOption',
    'UnknownStore',
    'WorkerProcessFailed',
    'WorkflowsNotLoadable',
    'WriteInFlight',
  ]);
});

test('every file of src/shared/errors is the class of one code', () => {
  const expected = [...ERROR_CODES.map((code) => `${errorSlug(code)}.ts`), ...NO_CLASSES].sort();
  expect(readdirSync(FOLDER).sort()).toEqual(expected);
});

describe.each(ERROR_CODES)('%s', (code) => {
  const sample = SAMPLE_ERRORS[code];
  const other = SAMPLE_ERRORS[code === 'StaleBundle' ? 'NotDurable' : 'StaleBundle'];

  test('has its own name and code, a hint in its message, and a page', () => {
    expect(sample).toMatchObject({ name: code, code });
    expect(sample.hint).not.toBe('');
    expect(sample.message.endsWith(`\n  ${sample.hint}`)).toBe(true);
    expect(sample.docsUrl).toMatch(/^https:\/\/.*\/docs\/errors\/[a-z-]+\.md$/);
  });

  test('is known by a second copy of the package, where instanceof does not know it', async () => {
    const secondCopy = await secondCopyOf(code);
    expect(sample).not.toBeInstanceOf(secondCopy);
    expect(secondCopy.isInstance(sample)).toBe(true);
    expect(secondCopy.isInstance(other)).toBe(false);
  });

  test('is known after JSON, and in another realm', () => {
    const json = JSON.stringify(sample);
    const foreign = runInNewContext(`Object.assign(new Error('x'), JSON.parse(json))`, { json }) as unknown;
    expect(foreign).not.toBeInstanceOf(Error);
    expect(classOf(code).isInstance(foreign)).toBe(true);
    expect(classOf(code).isInstance(JSON.parse(json))).toBe(true);
    expect(classOf(code).isInstance(JSON.parse(JSON.stringify(other)))).toBe(false);
  });

  test('is known after Temporal made a failure of it, also as the cause of others', () => {
    const failure = throughTemporal(ApplicationFailure.nonRetryable(sample.message, code));
    expect(classOf(code).isInstance(failure)).toBe(true);
    const activityFailure = new ActivityFailure('Activity task failed', 'tool.x', '1', 'MAXIMUM_ATTEMPTS_REACHED', 'worker', failure);
    expect(classOf(code).isInstance(new Error('wrapped', { cause: activityFailure }))).toBe(true);
    expect(classOf(code).isInstance(throughTemporal(ApplicationFailure.nonRetryable('x', other.code)))).toBe(false);
  });

  test('can be imported from a public entry', () => {
    expect([index, worker, client, testing].some((entry) => Object.hasOwn(entry, code))).toBe(true);
  });
});

test('nothing that is no error of ours is taken for one, and a circle of causes ends', () => {
  const circle = new Error('one');
  circle.cause = new Error('two', { cause: circle });
  const values = [undefined, null, 'StaleBundle', 7, {}, circle, new Error('StaleBundle')];
  for (const value of values) expect(OncewardError.isInstance(value)).toBe(false);
  for (const value of values) expect(ERROR_CODES.some((code) => classOf(code).isInstance(value))).toBe(false);
});
