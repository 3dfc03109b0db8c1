import { dynamicTool, jsonSchema, type Tool, type ToolSet } from 'ai';
import type { CancellationSignal } from '../../../src/shared/context/durable-context.js';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolboxContent, ToolboxResult } from '../../../src/shared/contract/toolbox.js';
import type { Toolbox } from '../../../src/shared/durable/toolbox.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { callTool } from '../../../src/workflow/toolbox/call-tool.js';
import { offeredTools, type OfferOptions } from '../../../src/workflow/toolbox/offered-tools.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { tell } from './tell.js';

type ToolResultOutput = Awaited<ReturnType<NonNullable<Tool['toModelOutput']>>>;
type ContentPart = Extract<ToolResultOutput, { type: 'content' }>['value'][number];

/**
 * The tools of durable MCP servers, as a `ToolSet`. They are listed by an activity, once a run, and each call is an activity. What they give
 * is what the AI SDK's own MCP client gives.
 *
 * @param servers one, or several: tools of one name get the id of their server in front, `github__search`
 * @throws StepFailed when a server cannot be listed; InvalidDurable, InvalidOption, UnknownOption
 * @example
 * ```ts
 * const agent = new ToolLoopAgent({ model, tools: { ...(await mcpTools([github, files])), writeCrm } });
 * ```
 */
export async function mcpTools(servers: Toolbox | readonly Toolbox[], options?: OfferOptions): Promise<ToolSet> {
  const entries = await offeredTools('mcpTools()', servers, options);
  return Object.fromEntries(entries.map((entry) => [descriptionText(entry, 'name'), defineStub(entry, createTool)]));
}

function createTool(entry: DurableEntry): Tool {
  const { description, title, tool, annotations } = entry.description;
  const metadata = { clientName: 'onceward', toolName: tool, title, annotations };
  return dynamicTool({
    ...(typeof description === 'string' && { description }),
    ...(typeof title === 'string' && { title }),
    metadata: JSON.parse(JSON.stringify(metadata)) as NonNullable<Tool['metadata']>,
    inputSchema: jsonSchema(toInputSchema(entry.description['inputSchema'])),
    // Only the input goes along: the AI SDK also passes every message, which would be sent with each call.
    execute: (input, { toolCallId, abortSignal }: { toolCallId: string; abortSignal?: CancellationSignal }) =>
      withAbortSignal(abortSignal, () => callTool(entry, toRichJson(input), toolCallId)).then(withFlag, tell),
    toModelOutput: ({ output }) => toModelOutput(output),
  });
}

/** As the AI SDK's own MCP client gives a result: it always says whether it is an error. */
function withFlag(result: ToolboxResult): ToolboxResult {
  return { ...result, isError: result.isError ?? false };
}

/** Closed, as the AI SDK's own MCP client makes it. */
function toInputSchema(schema: Json | undefined): Parameters<typeof jsonSchema>[0] {
  return { properties: {}, ...(schema as object), additionalProperties: false };
}

/** What a model is told of a result, as the AI SDK's own MCP client has it. */
function toModelOutput(output: unknown): ToolResultOutput {
  const { content } = output as ToolboxResult;
  if (!Array.isArray(content)) return { type: 'json', value: output as never };
  return { type: 'content', value: (content as readonly ToolboxContent[]).map(toContentPart) };
}

function toContentPart(block: ToolboxContent): ContentPart {
  const { type, text, data, mimeType } = block;
  // A large text is a reference here, which the prompt of the next call has the text for.
  if (type === 'text' && text !== undefined) return { type: 'text', text: text as string };
  if (type === 'image' && typeof data === 'string' && typeof mimeType === 'string') {
    return { type: 'file', mediaType: mimeType, data: { type: 'data', data } };
  }
  return { type: 'text', text: JSON.stringify(block) };
}
