import type { Json } from '../../shared/contract/json.js';
import { WORKFLOW_SLOTS, type WorkflowSlot } from '../../shared/contract/pipeline.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';
import { composeSlots } from '../../shared/steps/compose-slots.js';
import { conversationOfCall } from '../chain/conversations-for.js';
import { onCallFailed } from '../fail-run.js';
import { approvalSlot } from './approval-slot.js';
import { contextSlot } from './context-slot.js';
import { fingerprintCheckSlot } from './fingerprint-check-slot.js';
import { forkSlot } from './fork-slot.js';
import { guardInSlot } from './guard-in-slot.js';
import { keySlot } from './key-slot.js';
import { pinnedConfigSlot } from './pinned-config-slot.js';
import { rejectOnThrow } from './reject-on-throw.js';
import { scheduleSlot } from './schedule-slot.js';
import { beginCall } from './unfinished-calls.js';
import type { WorkflowStep } from './workflow-step.js';

const slots: readonly WorkflowSlot<WorkflowStep>[] = [
  contextSlot,
  approvalSlot,
  keySlot,
  forkSlot,
  pinnedConfigSlot,
  guardInSlot,
  scheduleSlot,
  fingerprintCheckSlot,
];

const pipeline = composeSlots<WorkflowStep, StepReply>(
  WORKFLOW_SLOTS,
  'schedule',
  slots.map((slot) => ({ name: slot.name, around: (step, next) => slot.call(step, next) })),
);

/** The one way from workflow code to an activity: every stub of every adapter calls this. */
export function callDurable(step: WorkflowStep): Promise<Json> {
  const end = beginCall(step.entry.activityType);
  return rejectOnThrow(() => pipeline({ ...step, input: [...step.input, ...furtherInput(step)] })).then(
    (reply) => {
      end();
      return isStepResult(reply) ? reply.value : reply;
    },
    (error: unknown) => {
      end();
      throw onCallFailed(step.entry, error);
    },
  );
}

/** What an entry says goes along beside the input: where the conversation is, and the context that its stub was made for. */
function furtherInput({ entry: { needs, factoryContext }, toolCallId }: WorkflowStep): Json[] {
  const link = needs === undefined ? [] : [conversationOfCall(toolCallId) as Json];
  return factoryContext === undefined ? link : [...link, factoryContext];
}
