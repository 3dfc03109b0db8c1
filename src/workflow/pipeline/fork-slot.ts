import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { noteForkedReply, originOf } from '../fork/fork-state.js';
import type { WorkflowStep } from './workflow-step.js';

/** In a fork, tells the activity where an answer may be on record. */
export const forkSlot: WorkflowSlot<WorkflowStep> = {
  name: 'fork',
  call(step, next) {
    const origin = step.header && originOf(step.header);
    if (step.header === undefined || origin === undefined) return next(step);
    const forked = next({ ...step, header: { ...step.header, origin } });
    if (origin.recorded !== true) return forked;
    return forked.then((reply) => {
      noteForkedReply(reply);
      return reply;
    });
  },
};
