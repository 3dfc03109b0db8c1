import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { FailureDetails } from '../shared/contract/failure-details.js';
import { CATEGORIES, type Category } from '../shared/failures/category.js';
import { StepFailed } from '../shared/errors/step-failed.js';
import type { WorkflowStep } from './pipeline/workflow-step.js';

/** Says why an activity failed, in place of Temporal's "Activity task failed". */
export function toStepFailed({ entry, header }: WorkflowStep, error: unknown): StepFailed {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return new StepFailed({ step: entry.activityType, name: entry.id, ...reasonOf(cause), ...(header && { key: header.key }), cause: error });
}

function reasonOf(cause: unknown): { category: Category; retryable: boolean; summary: string } {
  if (cause instanceof ApplicationFailure) {
    const details = failureDetails(cause);
    const summary = details?.summary ?? cause.message;
    return { category: categoryOf(details?.category), retryable: cause.nonRetryable !== true, summary };
  }
  if (cause instanceof TimeoutFailure) {
    return {
      category: 'timeout',
      retryable: true,
      summary: `no answer within ${(cause.timeoutType ?? 'its time').toLowerCase().replaceAll('_', '-')}`,
    };
  }
  return { category: 'unknown', retryable: false, summary: cause instanceof Error ? cause.message : String(cause) };
}

function failureDetails(failure: ApplicationFailure): FailureDetails | undefined {
  const [details] = failure.details ?? [];
  const isOurs = typeof details === 'object' && details !== null && 'v' in details && 'category' in details;
  return isOurs ? (details as FailureDetails) : undefined;
}

function categoryOf(name: string | undefined): Category {
  return CATEGORIES.find((category) => category === name) ?? 'unknown';
}
