import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { checkSize } from '../../shared/size/check-size.js';
import { LARGEST_VALUE_BYTES } from '../../shared/size/payload-limits.js';
import type { WorkflowStep } from './workflow-step.js';

/** Refuses an input that no payload can carry, before it is hashed or sent, where the user's code can catch it. */
export const guardInSlot: WorkflowSlot<WorkflowStep> = {
  name: 'guard-in',
  call(step, next) {
    checkSize(`The input of ${step.entry.activityType}`, step.input, { limitBytes: LARGEST_VALUE_BYTES });
    return next(step);
  },
};
