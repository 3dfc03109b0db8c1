import type { Hash } from '../../shared/contract/json.js';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { isStepResult } from '../../shared/contract/step-result.js';
import { ResultMisassigned } from '../../shared/errors/result-misassigned.js';
import { fingerprint } from '../../shared/keys/fingerprint.js';
import { noteDrift, reportDrift } from './report-drift.js';
import type { WorkflowStep } from './workflow-step.js';

/** For each step name, which call sent which input. */
const inputsSent = new Map<string, Map<Hash, string>>();

/**
 * Compares the input a result was made from with the input this call sends. Temporal's replay compares neither inputs nor results, so
 * changed code can replay clean and put a result on the wrong call.
 */
export const fingerprintCheckSlot: WorkflowSlot<WorkflowStep> = {
  name: 'fingerprint-check',
  call(step, next) {
    reportDrift();
    const { activityType } = step.entry;
    const own = fingerprint(activityType, step.input);
    const key = step.header?.key ?? activityType;
    const sent = inputsSent.get(activityType) ?? new Map<Hash, string>();
    inputsSent.set(activityType, sent.set(own, key));

    return next(step).then((reply) => {
      if (!isStepResult(reply) || reply.fingerprint === own) return reply;
      const otherCall = sent.get(reply.fingerprint);
      if (otherCall !== undefined) throw new ResultMisassigned({ activityType, key, otherCall });
      noteDrift({ activityType, key });
      return reply;
    });
  },
};
