import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { StepReply } from '../../shared/contract/step-result.js';
import type { FailureDetails } from '../../shared/contract/failure-details.js';
import { StepFailed } from '../../shared/errors/step-failed.js';
import { requestApproval } from '../approval/request-approval.js';
import type { WorkflowStep } from './workflow-step.js';

/**
 * Lets a person decide about a write that may or may not have happened: make it again (approve), take it as done with a value (respond,
 * edit), or fail (reject). Costs nothing while it waits. Asked again when what was made again ends the same way.
 */
export async function askAboutOutcome(step: WorkflowStep, schedule: (step: WorkflowStep) => Promise<StepReply>): Promise<StepReply> {
  let current = step;
  for (;;) {
    try {
      return await schedule(current);
    } catch (error) {
      const failure = unknownOutcomeOf(error);
      if (failure?.fence === undefined || current.header === undefined) throw error;
      const { key } = current.header;
      const { action, value } = await requestApproval({
        id: `unknown-outcome:${key}:${failure.fence}`,
        title: `Did ${step.entry.id} happen? ${failure.summary} (approve: make it again; respond: it happened, with this value; reject: fail)`,
      });
      if (action === 'respond' || action === 'edit') return value ?? null;
      if (action !== 'approve') throw error;
      current = { ...current, header: { ...current.header, repeatOf: failure.fence } };
    }
  }
}

/** What the activity said about a write of unknown outcome; undefined for any other failure. */
function unknownOutcomeOf(error: unknown): FailureDetails | undefined {
  const failure = StepFailed.isInstance(error) ? error.cause : error;
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'OutcomeUnknown') return undefined;
  return cause.details?.[0] as FailureDetails | undefined;
}
