import type { Hash } from '../../shared/contract/json.js';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';
import { ResultDrifted } from '../../shared/errors/result-drifted.js';
import { ResultMisassigned } from '../../shared/errors/result-misassigned.js';
import { fingerprint } from '../../shared/keys/fingerprint.js';
import { DEFAULT_DRIFT, type DriftResponse } from '../../shared/policy/drift-response.js';
import { tellMismatch } from '../observation.js';
import { CallsOfStep } from './calls-of-step.js';
import { refuseTask } from './refuse-task.js';
import { noteDrift, reportDrift } from './report-drift.js';
import type { WorkflowStep } from './workflow-step.js';

const callsBySteps = new Map<string, CallsOfStep>();

/**
 * Compares the input a result was made from with the input this call sends. Temporal's replay compares neither inputs nor results, so
 * changed code can replay clean and put a result on the wrong call.
 */
export const fingerprintCheckSlot: WorkflowSlot<WorkflowStep> = {
  name: 'fingerprint-check',
  call(step, next) {
    reportDrift();
    const { activityType, policy } = step.entry;
    const own = fingerprint(activityType, step.input);
    const key = step.header?.key ?? activityType;
    const calls = callsBySteps.get(activityType) ?? new CallsOfStep();
    callsBySteps.set(activityType, calls);

    const holder = calls.send(key, own);
    // Not scheduled: the result of this call is on record, and another call has it.
    if (holder !== undefined) throw misassigned({ activityType, key: holder, otherCall: key });
    return next(step).then((reply) => checked(reply, { activityType, key, own, calls, drift: policy.drift ?? DEFAULT_DRIFT }));
  },
};

interface Call {
  readonly activityType: string;
  readonly key: string;
  readonly own: Hash;
  readonly calls: CallsOfStep;
  readonly drift: DriftResponse;
}

function checked(reply: StepReply, { activityType, key, own, calls, drift }: Call): StepReply {
  if (!isStepResult(reply) || reply.fingerprint === own) return reply;
  const otherCall = calls.receive(key, reply.fingerprint);
  if (otherCall !== undefined) throw misassigned({ activityType, key, otherCall });
  if (drift === 'ignore') return reply;
  if (drift === 'fail') {
    tellMismatch({ activityType, key, fails: true });
    throw refuseTask(new ResultDrifted({ activityType, key }));
  }
  tellMismatch({ activityType, key });
  noteDrift({ activityType, key });
  return reply;
}

function misassigned(call: { readonly activityType: string; readonly key: string; readonly otherCall: string }): Error {
  tellMismatch(call);
  return refuseTask(new ResultMisassigned(call));
}
