import type { Hash, Json } from '../../shared/contract/json.js';
import type { ToolboxCall } from '../../shared/contract/toolbox.js';
import { descriptionText } from '../../shared/steps/description-text.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { requestApproval } from '../approval/request-approval.js';
import { detailsOfType } from '../pipeline/step-failure.js';

/** What a person said in this run, or is asked, about a tool as it is now. */
const answers = new Map<string, Promise<boolean>>();
/** What each tool may take by now: as it was listed, or as a person accepted it. */
const accepted = new Map<string, Hash>();

/** The schema that a call of the tool goes by. */
export function acceptedSchema(entry: DurableEntry): Hash {
  return accepted.get(nameOf(entry)) ?? descriptionText(entry, 'schema');
}

/**
 * Lets a person decide whether a tool may be called that takes something else than the run was told, where its server says so. They are asked
 * once a run and change, however many calls wait for the answer.
 */
export async function askAboutChange(entry: DurableEntry, call: ToolboxCall, send: (call: ToolboxCall) => Promise<Json>): Promise<Json> {
  let current = call;
  for (;;) {
    try {
      return await send(current);
    } catch (error) {
      const failure = detailsOfType(error, 'ToolChanged');
      if (failure?.offered === undefined || !(await isAccepted(entry, failure.offered, failure.summary))) throw error;
      accepted.set(nameOf(entry), failure.offered);
      current = { ...current, schema: failure.offered };
    }
  }
}

function isAccepted(entry: DurableEntry, offered: Hash, summary: string): Promise<boolean> {
  const id = `changed-tool:${nameOf(entry)}:${offered}`;
  const answer = answers.get(id) ?? ask(id, summary);
  answers.set(id, answer);
  return answer;
}

async function ask(id: string, summary: string): Promise<boolean> {
  const title = `${summary} (approve: call it as it is now, in this run; reject: fail)`;
  return (await requestApproval({ id, title, actions: ['approve', 'reject'] })).approved;
}

function nameOf(entry: DurableEntry): string {
  return `${entry.id}:${descriptionText(entry, 'tool')}`;
}
