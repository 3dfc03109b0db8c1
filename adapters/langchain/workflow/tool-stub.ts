import { ToolMessage } from '@langchain/core/messages';
import {
  DynamicStructuredTool,
  type DynamicStructuredToolInput,
  type ToolRunnableConfig,
  type ToolSchemaBase,
} from '@langchain/core/tools';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { StepFailed } from '../../../src/shared/errors/step-failed.js';
import { tellModel } from '../../../src/shared/failures/tell-model.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { fromToolReply } from '../shared/tool-reply.js';

type Fields = DynamicStructuredToolInput<ToolSchemaBase> & { name: string };

/** @internal The stub of a durable LangChain tool: what the model reads is the same, and a call is an activity. */
export function toolStub(entry: DurableEntry): DynamicStructuredTool {
  return defineStub(entry, createTool);
}

/**
 * A tool that leaves the check of its input to the activity, where the real schema is. JSON Schema cannot do it here: the one LangChain shows
 * to models asks for every member that has a default.
 */
class DurableTool extends DynamicStructuredTool {
  readonly #unchecked: DynamicStructuredTool;

  constructor(fields: Fields) {
    super(fields);
    this.#unchecked = new DynamicStructuredTool({ ...fields, schema: {} });
  }

  override call(...call: Parameters<DynamicStructuredTool['call']>): ReturnType<DynamicStructuredTool['call']> {
    return this.#unchecked.call(...call);
  }
}

function createTool(entry: DurableEntry): DynamicStructuredTool {
  const { inputSchema, returnDirect, extras, metadata } = entry.description;
  return new DurableTool({
    name: descriptionText(entry, 'name'),
    description: descriptionText(entry, 'description'),
    schema: inputSchema as Fields['schema'],
    returnDirect: returnDirect === true,
    extras: extras as Fields['extras'],
    metadata: metadata as Fields['metadata'],
    func: (input, _runManager, config) => callTool(entry, input, config),
  });
}

/** Only the input goes along: the framework also passes the state of the graph, which would be sent with each call. */
async function callTool(entry: DurableEntry, input: unknown, { signal, toolCall }: ToolRunnableConfig = {}): Promise<unknown> {
  try {
    return fromToolReply(await withAbortSignal(signal, () => callDurable({ entry, input: [toRichJson(input)], toolCallId: toolCall?.id })));
  } catch (error) {
    if (toolCall?.id === undefined || !StepFailed.isInstance(error)) throw error;
    // As a message, not thrown: what an agent makes of a thrown error depends on the agent, and may hold a stack.
    return new ToolMessage({ content: tellModel(error), name: toolCall.name, tool_call_id: toolCall.id, status: 'error' });
  }
}
