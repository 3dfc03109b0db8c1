import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';
import { changesBetween, type ConfigChange } from '../../shared/versions/config-drift.js';
import { tellMismatch } from '../observation.js';
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
        const recorded = recordIn(reply);
        settleRecord(config, recorded, isSent);
        if (recorded !== undefined) tellConfigDrift(step, changesBetween(recorded, config));
        return reply;
      },
      (error: unknown) => {
        if (isSent) forgetRecord(config);
        throw error;
      },
    );
  },
};

/** A replay before a deploy is told; an upgrade of a framework is replayed on purpose, and changes nothing that is asked. */
function tellConfigDrift({ entry: { activityType, policy }, header }: WorkflowStep, changes: readonly ConfigChange[]): void {
  const texts = changes.filter(({ part }) => part !== 'framework').map(({ text }) => text);
  if (texts.length === 0 || policy.drift === 'ignore') return;
  tellMismatch({ activityType, key: header?.key ?? activityType, changed: texts.join('; ') });
}

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
