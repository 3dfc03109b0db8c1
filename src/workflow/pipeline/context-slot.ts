import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { currentRunContext } from '../run-context.js';
import type { WorkflowStep } from './workflow-step.js';

/** Lets the run's tenant and labels go along with each of its steps. */
export const contextSlot: WorkflowSlot<WorkflowStep> = {
  name: 'context',
  call: (step, next) => {
    const run = currentRunContext();
    return next(run === undefined ? step : { ...step, run });
  },
};
