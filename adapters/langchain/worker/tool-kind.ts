import type { StructuredToolInterface } from '@langchain/core/tools';
import { toJsonSchema } from '@langchain/core/utils/json_schema';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { toolReplyByReference } from './tool-reply-by-reference.js';
import { fromStoredMessage } from '../shared/stored-message.js';
import { toToolReply } from '../shared/tool-reply.js';
import { withoutVersions } from '../shared/without-versions.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** LangChain tools. The real schema, with its defaults and transforms, is applied here; the workflow knows its JSON Schema only. */
export const toolKind: CallableKind<StructuredToolInterface> = {
  kind: 'tool',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'toolStub' },

  describe(tool, { id }) {
    if (tool === undefined) throw lazyTool(id);
    const { name, description, schema, returnDirect, extras } = tool;
    const metadata = withoutVersions((tool as { metadata?: Record<string, unknown> }).metadata);
    return {
      name,
      description,
      // As LangChain gives it to a model.
      inputSchema: toRichJson(toJsonSchema(schema)),
      ...(returnDirect && { returnDirect }),
      ...(extras !== undefined && { extras: toRichJson(extras) }),
      ...(metadata !== undefined && { metadata: toRichJson(metadata) }),
    };
  },

  byReference: toolReplyByReference,

  async perform(tool, { input: [input = null], context: { toolCallId, signal }, messages }) {
    const args = fromRichJson(input) as Record<string, unknown>;
    const call = toolCallId === undefined ? args : { type: 'tool_call' as const, id: toolCallId, name: tool.name, args };
    // Where a tool of an agent finds them: `runtime.state`, without the agent's instructions.
    const state = messages && {
      state: { messages: (await messages()).map(fromStoredMessage).filter(({ type }) => type !== 'system') },
      ...(toolCallId && { toolCallId }),
    };
    const output: unknown = await withoutRetries(tool).invoke(call, { signal, ...state });
    if (isCommand(output)) throw commandReturned(tool.name);
    return toToolReply(output, tool.name);
  },

  warnings: remainingRetries,
};

function isCommand(output: unknown): boolean {
  return typeof output === 'object' && output !== null && 'lg_name' in output && output.lg_name === 'Command';
}

function commandReturned(tool: string): InvalidDurable {
  return new InvalidDurable({
    what: `The durable tool '${tool}'`,
    problem: 'returned a Command, which changes the state of a graph that runs elsewhere, in the workflow',
    hint: 'Return content, with an artifact if need be, and make the Command in a tool or node of the workflow that calls this one.',
  });
}

function lazyTool(id = 'a tool'): InvalidDurable {
  return new InvalidDurable({
    what: `durable.lazy('langchain/tool', …) of ${id}`,
    problem: 'hides the name and schema, which the workflow has to know',
    hint: 'Make the tool with durable(tool(…)) and create what wants a secret inside its function.',
  });
}
