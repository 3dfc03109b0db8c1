import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { checkSize } from '../../shared/size/check-size.js';
import { BUNDLED_LIMIT } from '../../shared/size/bundled-limit.js';
import type { WorkflowStep } from './workflow-step.js';

/** Refuses an input that no payload can carry, before it is hashed or sent, where the user's code can catch it. */
export const guardInSlot: WorkflowSlot<WorkflowStep> = {
  name: 'guard-in',
  call(step, next) {
    checkSize(`The input of ${step.entry.activityType}`, step.input, BUNDLED_LIMIT);
    return next(step);
  },
};
