import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';
import { answerForDrift, driftOf } from '../versions/drifted-config.js';
import { beginRecord, forgetRecord, keyOf, settleRecord } from '../versions/pinned-configs.js';
import type { WorkflowStep } from './workflow-step.js';

/**
 * Records what models are asked with, once for each agent of a run: it goes along with a call and comes back in its result, which is where a replay can
 * read it, so it takes no event. Ends the run before it asks for anything when it must not go on with other code.
 */
export const pinnedConfigSlot: WorkflowSlot<WorkflowStep> = {
  name: 'pinned-config',
  call(step, next) {
    answerForDrift();
    const { config } = step;
    if (config === undefined) return next(step);
    const isSent = beginRecord(config);
    return next(isSent ? recording(step, config) : step).then(
      (reply) => {
        settleRecord(config, recordIn(reply), isSent);
        return reply;
      },
      (error: unknown) => {
        if (isSent) forgetRecord(config);
        throw error;
      },
    );
  },
};

/** What a person reads beside the call says what has changed: the record of it stands there. */
function recording(step: WorkflowStep, config: PinnedConfig): WorkflowStep {
  const changed = driftOf(keyOf(config));
  return {
    ...step,
    pinned: config,
    ...(step.header !== undefined && { header: { ...step.header, pinned: true } }),
    ...(changed !== undefined && step.summary !== undefined && { summary: `${step.summary} · now with: ${changed}` }),
  };
}

function recordIn(reply: StepReply): PinnedConfig | undefined {
  return isStepResult(reply) ? reply.pinned : undefined;
}
