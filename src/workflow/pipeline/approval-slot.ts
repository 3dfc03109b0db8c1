import type { ApprovalDecision } from '../../shared/contract/approval.js';
import type { Json } from '../../shared/contract/json.js';
import type { WorkflowSlot } from '../../shared/contract/pipeline.js';
import { isStepResult, type StepReply } from '../../shared/contract/step-result.js';
import type { ToolApproval } from '../../shared/contract/tool-approval.js';
import { OncewardError } from '../../shared/errors/onceward-error.js';
import { ToolCallDenied } from '../../shared/errors/tool-call-denied.js';
import { plainlyMisfits } from '../../shared/json-schema/plainly-misfits.js';
import { APPROVAL_PART, partOfEntry } from '../../shared/steps/durable-entry.js';
import { jsonApprovalSchema } from '../approval/json-approval-schema.js';
import { nextApprovalId } from '../approval/next-approval-id.js';
import { requestApproval, type Decision } from '../approval/request-approval.js';
import { failRun } from '../fail-run.js';
import type { WorkflowStep } from './workflow-step.js';

const MISFIT = { message: 'it is not what the tool takes' };

/** Asks a person before a tool is called that says so. What the model says decides nothing: its input is what they are shown. */
export const approvalSlot: WorkflowSlot<WorkflowStep> = {
  name: 'approval',
  async call(step, next) {
    if (!mayAsk(step)) return next(step);
    // The number of the call, not of the question: which of several calls is asked about first is up to activities.
    const id = nextApprovalId(step.entry.id);
    const approval = await approvalFor(step, next);
    if (approval === undefined) return next(step);
    const decision = await ask(step, { ...approval, id });
    const [input = null, ...others] = step.input;
    if (decision.approved) return next({ ...step, input: [decision.value ?? input, ...others] });
    throw new ToolCallDenied({ tool: step.entry.id, reason: reasonOf(decision) });
  },
};

function mayAsk({ entry }: WorkflowStep): boolean {
  return entry.approval !== undefined || partOfEntry(entry, APPROVAL_PART) !== undefined;
}

/** How to ask about this call; nothing when nobody is asked. */
async function approvalFor(step: WorkflowStep, next: (step: WorkflowStep) => Promise<StepReply>): Promise<ToolApproval | undefined> {
  const { entry } = step;
  const part = partOfEntry(entry, APPROVAL_PART);
  if (part === undefined) return entry.approval;
  const reply = await next({ ...step, entry: part, summary: `may ${entry.id} be called?` });
  const said = isStepResult(reply) ? reply.value : reply;
  if (said === true) return {};
  return typeof said === 'object' && said !== null ? (said as ToolApproval) : undefined;
}

async function ask({ entry, input, toolCallId }: WorkflowStep, approval: ToolApproval & { readonly id: string }): Promise<Decision<Json>> {
  const [proposed = null] = input;
  const { inputSchema = {} } = entry.description;
  try {
    return await requestApproval<Json>({
      title: `Call ${entry.id}?`,
      onExpire: 'reject',
      ...approval,
      proposed,
      schema: jsonApprovalSchema(inputSchema, proposed, (value) => (plainlyMisfits(inputSchema, value) ? MISFIT : undefined)),
      ...(toolCallId !== undefined && { toolCallId }),
    });
  } catch (error) {
    // An approval that cannot be asked for, or that is to fail the run, is nothing for a loop to tell its model.
    if (OncewardError.isInstance(error)) failRun(error);
    throw error;
  }
}

function reasonOf({ action, by = 'a person', reason, value }: ApprovalDecision): string {
  if (action === 'expired') return 'nobody allowed it in time.';
  if (action === 'reject') return reason === undefined ? `${by} did not allow it.` : `${by} did not allow it: ${reason}`;
  return `${by} answered: ${typeof value === 'string' ? value : (reason ?? JSON.stringify(value ?? null))}`;
}
