import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { CancellationScope, CancelledFailure, ContinueAsNew, isCancellation } from '@temporalio/workflow';
import { NotInWorkflow } from '../shared/errors/not-in-workflow.js';
import { OncewardError } from '../shared/errors/onceward-error.js';
import type { StepFailed } from '../shared/errors/step-failed.js';
import { failureTypeOf } from '../shared/failures/failure-type.js';
import { reasonBehind } from './fail-run.js';
import { missedGlobal } from './missed-global.js';
import { capFailure } from '../shared/failures/cap-failure.js';
import { capMessage } from '../shared/failures/cap-message.js';
import { BUNDLED_LIMIT } from '../shared/size/bundled-limit.js';

const LONGEST_CHAIN = 8;

/**
 * What a run fails with when `error` leaves it: Temporal's own failures as they are, anything else typed and not retried. Of each, what history
 * cannot take is left out.
 */
export function toRunFailure(thrown: unknown): unknown {
  return capFailure(toTemporalFailure(thrown), BUNDLED_LIMIT);
}

function toTemporalFailure(thrown: unknown): unknown {
  const error = namingTheRemedy(reasonBehind(thrown));
  if (error instanceof TemporalFailure || error instanceof ContinueAsNew) return error;
  const chain = causesOf(error);
  if (chain.some(isCancellation) && CancellationScope.current().consideredCancelled) return new CancelledFailure('The run was cancelled');
  const continuation = chain.find((cause) => cause instanceof ContinueAsNew);
  if (continuation !== undefined) return continuation;
  const cause = chain.find((candidate) => candidate instanceof TemporalFailure);
  const failure = ApplicationFailure.create({
    type: typeOf(error),
    message: capMessage(messageOf(error)),
    nonRetryable: true,
    ...(cause && { cause }),
    ...(OncewardError.isInstance(error) && error.details !== undefined && { details: [error.details] }),
  });
  return withStackOf(error, failure);
}

/** Of Node's globals that code took for granted, all that the language says is that they are not defined. */
function namingTheRemedy(error: unknown): unknown {
  const missed = missedGlobal(error);
  if (missed === undefined || !(error instanceof Error)) return error;
  const named = new NotInWorkflow({ what: `${missed.name} was used`, instead: missed.instead, cause: error });
  if (error.stack !== undefined) named.stack = error.stack;
  return named;
}

/** Where the code threw, not where this was made of it. */
function withStackOf(error: unknown, failure: ApplicationFailure): ApplicationFailure {
  if (error instanceof Error && error.stack !== undefined) failure.stack = capMessage(error.stack);
  return failure;
}

function typeOf(error: unknown): string {
  const ownCode = causesOf(error).find((cause) => cause instanceof ApplicationFailure && isRunFailureCode(cause.type));
  if (ownCode instanceof ApplicationFailure && ownCode.type) return ownCode.type;
  const stepFailed = causesOf(error).find((cause): cause is StepFailed => OncewardError.isInstance(cause) && cause.code === 'StepFailed');
  if (stepFailed !== undefined) return failureTypeOf(stepFailed.category);
  if (OncewardError.isInstance(error)) return error.code;
  if (!(error instanceof Error)) return 'Error';
  // Many a framework's class leaves the name that it inherits.
  return error.name === 'Error' ? error.constructor.name : error.name;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `The workflow threw ${String(error)}, which is no error.`;
}

function causesOf(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let current = error; current instanceof Error && chain.length < LONGEST_CHAIN; current = current.cause) chain.push(current);
  return chain;
}

/** What a write fails with that a caller of the run wants to tell apart from the category of the failure. */
function isRunFailureCode(type: string | undefined | null): boolean {
  return type === 'OutcomeUnknown' || type === 'IdempotencyConflict';
}
