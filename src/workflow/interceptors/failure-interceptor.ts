import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { isCancellation, type WorkflowInterceptors } from '@temporalio/workflow';
import { concealFailure } from '../../shared/failures/conceal-failure.js';
import { unseenFailure } from '../fail-run.js';
import { reportDrift } from '../pipeline/report-drift.js';
import { warnOfUnfinishedCalls } from '../pipeline/unfinished-calls.js';
import { toRunFailure } from '../to-run-failure.js';
import { untilStopped } from '../with-abort-signal.js';

/** Put in by the plugin when it makes a bundle: whether failures are encrypted. */
declare const ONCEWARD_CONCEALS_FAILURES: boolean | undefined;

const CONCEALS = typeof ONCEWARD_CONCEALS_FAILURES !== 'undefined' && ONCEWARD_CONCEALS_FAILURES;

/**
 * Lets an error that leaves workflow code fail the run, or the update, with a typed failure. Without this, Temporal takes an
 * error that is not its own for a bug of the deployed code and tries the workflow task again for ever.
 */
export function failureInterceptor(): WorkflowInterceptors {
  return {
    inbound: [
      {
        execute: (input, next) => afterStops(next(input)).then(throwUnseen).catch(rethrow),
        handleUpdate: (input, next) => next(input).catch(rethrow),
        handleSignal: (input, next) => next(input).catch(rethrow),
        validateUpdate(input, next) {
          try {
            next(input);
          } catch (error) {
            rethrow(error);
          }
        },
      },
    ],
  };
}

async function afterStops<Result>(running: Promise<Result>): Promise<Result> {
  try {
    return await running;
  } finally {
    await untilStopped();
  }
}

/** A run whose loop took the end of the run for a tool's answer has returned, and must not have. */
function throwUnseen<Result>(result: Result): Result {
  reportDrift();
  const failure = unseenFailure();
  if (failure !== undefined) throw failure;
  warnOfUnfinishedCalls();
  return result;
}

function rethrow(error: unknown): never {
  const failure = toRunFailure(error);
  throw CONCEALS && failure instanceof TemporalFailure && !isCancellation(failure)
    ? concealFailure(failure, (shown) => ApplicationFailure.create({ ...shown }))
    : failure;
}
