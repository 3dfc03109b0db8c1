import { ToolMessage } from '@langchain/core/messages';
import type { DynamicStructuredTool, ToolRunnableConfig } from '@langchain/core/tools';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { tellModel } from '../../../src/shared/failures/tell-model.js';
import { isToolFailure } from '../../../src/shared/failures/tool-failure.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { fromToolReply } from '../shared/tool-reply.js';
import { entryAsCalled } from '../../../src/workflow/former-tools.js';
import { noteTool } from './called-tools.js';
import { DurableTool, type DurableToolFields } from './durable-tool.js';

/** @internal The stub of a durable LangChain tool: what the model reads is the same, and a call is an activity. */
export function toolStub(entry: DurableEntry): DynamicStructuredTool {
  return defineStub(entry, createTool);
}

function createTool(entry: DurableEntry): DynamicStructuredTool {
  const { inputSchema, returnDirect, extras, metadata } = entry.description;
  noteTool(descriptionText(entry, 'name'), entry);
  return new DurableTool({
    name: descriptionText(entry, 'name'),
    description: descriptionText(entry, 'description'),
    schema: inputSchema as DurableToolFields['schema'],
    returnDirect: returnDirect === true,
    extras: extras as DurableToolFields['extras'],
    metadata: metadata as DurableToolFields['metadata'],
    func: (input, _runManager, config) => callTool(entry, input, config),
  });
}

/** Only the input goes along: the framework also passes the state of the graph, which would be sent with each call. */
async function callTool(entry: DurableEntry, input: unknown, { signal, toolCall }: ToolRunnableConfig = {}): Promise<unknown> {
  try {
    return fromToolReply(
      await withAbortSignal(signal, () =>
        callDurable({ entry: entryAsCalled(entry, toolCall?.id), input: [toRichJson(input)], toolCallId: toolCall?.id }),
      ),
    );
  } catch (error) {
    if (toolCall?.id === undefined || !isToolFailure(error)) throw error;
    // As a message, not thrown: what an agent makes of a thrown error depends on the agent, and may hold a stack.
    return new ToolMessage({ content: tellModel(error), name: toolCall.name, tool_call_id: toolCall.id, status: 'error' });
  }
}
