import { BY_A_FORK } from '../../shared/contract/fork.js';
import type { Json } from '../../shared/contract/json.js';
import type { StepReply } from '../../shared/contract/step-result.js';
import { requestApproval } from '../approval/request-approval.js';
import { detailsOfType } from './step-failure.js';
import type { WorkflowStep } from './workflow-step.js';

/**
 * Lets a person decide about a write that may or may not have happened: make it again (approve), take it as done with a value (respond,
 * edit), or fail (reject). Costs nothing while it waits. What the person said goes into the ledger, so it is scheduled like the write itself.
 * Asked again when what was made again ends the same way.
 */
export function askAboutOutcome(step: WorkflowStep, schedule: Schedule, current = step): Promise<StepReply> {
  return schedule(current).catch((error: unknown) => decide(step, schedule, error));
}

type Schedule = (step: WorkflowStep) => Promise<StepReply>;

async function decide(step: WorkflowStep, schedule: Schedule, error: unknown): Promise<StepReply> {
  const failure = detailsOfType(error, 'OutcomeUnknown');
  if (failure?.fence === undefined || step.header === undefined) throw error;
  const { fence } = failure;
  const { key } = step.header;
  const { action, value } = await requestApproval({
    id: `unknown-outcome:${key}:${fence}`,
    title: titleOf(step, fence, failure.summary),
  });
  if (action === 'approve') return askAboutOutcome(step, schedule, { ...step, header: { ...step.header, repeatOf: fence } });
  if (action === 'respond' || action === 'edit') return askAboutOutcome(step, schedule, asDone(step, fence, value ?? null));
  throw error;
}

function titleOf({ entry }: WorkflowStep, fence: number, summary: string): string {
  return fence === BY_A_FORK
    ? `Make ${entry.id} in this fork, too? ${summary} (approve: make it; respond: take this value for what it gave; reject: fail)`
    : `Did ${entry.id} happen? ${summary} (approve: make it again; respond: it happened, with this value; reject: fail)`;
}

/** The call that records what a person said the write gave. */
function asDone(step: WorkflowStep, fence: number, value: Json): WorkflowStep {
  const { entry, header, input } = step;
  const summary = `${entry.kind} ${entry.id} happened, a person says`;
  return { ...step, summary, input: [...input, value], ...(header !== undefined && { header: { ...header, doneIn: fence } }) };
}
