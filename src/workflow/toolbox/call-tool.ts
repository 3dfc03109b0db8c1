import type { Json } from '../../shared/contract/json.js';
import type { ToolboxCall, ToolboxResult } from '../../shared/contract/toolbox.js';
import { StepFailed } from '../../shared/errors/step-failed.js';
import { capMessage } from '../../shared/failures/cap-message.js';
import { descriptionText } from '../../shared/steps/description-text.js';
import type { DurableEntry } from '../../shared/steps/durable-entry.js';
import { onCallFailed } from '../fail-run.js';
import { callDurable } from '../pipeline/call-durable.js';
import { acceptedSchema, askAboutChange } from './ask-about-change.js';

/**
 * Calls a tool of a toolbox, by the entry that `offeredTools` gave for it. A result that says of itself that it is an error is a result, for
 * the model to read, unless a failure of the toolbox's tools fails the run.
 *
 * @throws StepFailed
 */
export async function callTool(entry: DurableEntry, input: Json, toolCallId: string | undefined): Promise<ToolboxResult> {
  const { onFailure, ...own } = entry;
  const tool = descriptionText(entry, 'tool');
  const call: ToolboxCall = { v: 1, tool, schema: acceptedSchema(entry), arguments: input };
  const summary = `${entry.kind} ${entry.id} ${tool}`;
  const send = ({ ...current }: ToolboxCall): Promise<Json> => callDurable({ entry: own, input: [current], toolCallId, summary });
  try {
    const result = (await askAboutChange(entry, call, send)) as unknown as ToolboxResult;
    if (onFailure === 'fail-run' && result.isError === true) throw saysItFailed(entry, result);
    return result;
  } catch (error) {
    throw onCallFailed(entry, error);
  }
}

/** The texts of a result, a line each. */
export function textsOf({ content = [] }: ToolboxResult): string {
  return content.map(({ type, text }) => (type === 'text' && typeof text === 'string' ? text : '')).join('\n');
}

function saysItFailed(entry: DurableEntry, result: ToolboxResult): StepFailed {
  const summary = capMessage(textsOf(result).trim() || 'it says so, and not why');
  const { activityType: step } = entry;
  return new StepFailed({ step, name: descriptionText(entry, 'name'), category: 'unknown', retryable: false, summary });
}
