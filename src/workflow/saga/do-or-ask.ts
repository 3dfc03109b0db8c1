import { StepFailed } from '../../shared/errors/step-failed.js';
import { requestApproval } from '../approval/request-approval.js';
import { firstLine, markHarmless } from './saga-log.js';

/**
 * Does a step; when it fails for good and surely did nothing, asks a person, who may have it tried again, under a key of its own. What may
 * have happened is not asked about here: it would happen twice.
 */
export async function doOrAsk<Value>(saga: string, step: string, attempt: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!StepFailed.isInstance(error) || error.outcomeUnknown) throw error;
      if (!(await isToBeTriedAgain(saga, step, error))) throw error;
    }
  }
}

async function isToBeTriedAgain(saga: string, step: string, failure: StepFailed): Promise<boolean> {
  try {
    const title = `${saga}: ${step} failed: ${firstLine(failure)}. Try again?`;
    const { approved } = await requestApproval({ id: `${saga}:${step}`, title, actions: ['approve', 'reject'] });
    return approved;
  } catch (error) {
    // Such as a cancellation: whatever ends the wait, the step is known to have done nothing.
    throw markHarmless(error);
  }
}
