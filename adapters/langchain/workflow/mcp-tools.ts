import { ToolMessage } from '@langchain/core/messages';
import type { DynamicStructuredTool, ToolRunnableConfig } from '@langchain/core/tools';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolboxResult } from '../../../src/shared/contract/toolbox.js';
import type { Toolbox } from '../../../src/shared/durable/toolbox.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { StepFailed } from '../../../src/shared/errors/step-failed.js';
import { tellModel } from '../../../src/shared/failures/tell-model.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { callTool, textsOf } from '../../../src/workflow/toolbox/call-tool.js';
import { offeredTools, type OfferOptions } from '../../../src/workflow/toolbox/offered-tools.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { DurableTool, type DurableToolFields } from './durable-tool.js';
import { toToolContent } from './mcp-content.js';

/**
 * The tools of durable MCP servers, as LangChain tools. They are listed by an activity, once a run, and each call is an activity. What they
 * give is what `@langchain/mcp-adapters` gives.
 *
 * @param servers one, or several: tools of one name get the id of their server in front, `github__search`
 * @throws StepFailed when a server cannot be listed; InvalidDurable, InvalidOption, UnknownOption
 * @example
 * ```ts
 * const agent = createAgent({ model, tools: [...(await mcpTools([github, files])), writeCrm] });
 * ```
 */
export async function mcpTools(servers: Toolbox | readonly Toolbox[], options?: OfferOptions): Promise<DynamicStructuredTool[]> {
  const entries = await offeredTools('mcpTools()', servers, options);
  return entries.map((entry) => defineStub(entry, createTool));
}

function createTool(entry: DurableEntry): DynamicStructuredTool {
  const { description, inputSchema, annotations } = entry.description;
  return new DurableTool({
    name: descriptionText(entry, 'name'),
    description: typeof description === 'string' ? description : '',
    schema: { properties: {}, ...(inputSchema as object) } as DurableToolFields['schema'],
    metadata: { annotations },
    responseFormat: 'content_and_artifact',
    func: async (input: unknown, _runManager, config) => answerOf(entry, toRichJson(input), config),
  });
}

/** Content and artifact; a failure as a message, not thrown: what an agent makes of a thrown error depends on the agent. */
async function answerOf(entry: DurableEntry, input: Json, { signal, toolCall }: ToolRunnableConfig = {}): Promise<unknown> {
  const failed = (told: string, error: Error): unknown => {
    if (toolCall?.id === undefined) throw error;
    return [new ToolMessage({ content: told, name: toolCall.name, tool_call_id: toolCall.id, status: 'error' }), []];
  };
  try {
    const result = await withAbortSignal(signal, () => callTool(entry, input, toolCall?.id));
    const told = saysItFailed(entry, result);
    return told === undefined ? toToolContent(result) : failed(told, Object.assign(new Error(told), { name: 'ToolException' }));
  } catch (error) {
    if (!StepFailed.isInstance(error)) throw error;
    return failed(tellModel(error), error);
  }
}

/** In the words of `@langchain/mcp-adapters`. */
function saysItFailed(entry: DurableEntry, result: ToolboxResult): string | undefined {
  if (result.isError !== true) return undefined;
  return `MCP tool '${descriptionText(entry, 'tool')}' on server '${entry.id}' returned an error: ${textsOf(result)}`;
}
