import type { ErrorReply, ScriptedReply, ScriptedToolCall, ScriptedUsage } from './scripted-reply.js';
import type { ScriptedRequest } from './scripted-request.js';

/** What goes back over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const DEFAULT_USAGE: ScriptedUsage = { inputTokens: 11, outputTokens: 7 };

/** Puts a reply into the form of the chat completions interface. */
export function toHttpAnswer(request: ScriptedRequest, reply: ScriptedReply): HttpAnswer {
  if (typeof reply === 'string') return toHttpAnswer(request, { text: reply });
  if ('status' in reply) return toErrorAnswer(reply);
  const { headers, usage = DEFAULT_USAGE } = reply;
  const body =
    'embeddings' in reply ? embeddingBody(request, reply.embeddings, usage) : chatBody(request, messageOf(request, reply), usage);
  return { status: 200, body, ...(headers !== undefined && { headers }) };
}

/** An error in the form that clients of the interface know. */
export function toErrorAnswer({ status, headers, body }: ErrorReply): HttpAnswer {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  return {
    status,
    body: body ?? { error: { message: `scripted ${status}`, type, param: null, code: null } },
    ...(headers !== undefined && { headers }),
  };
}

interface AssistantMessage {
  readonly role: 'assistant';
  readonly content: string | null;
  readonly tool_calls?: readonly object[];
}

type SaidReply = Exclude<ScriptedReply, string | ErrorReply | { embeddings: unknown }>;

function messageOf(request: ScriptedRequest, reply: SaidReply): AssistantMessage {
  if ('toolCalls' in reply) {
    return { role: 'assistant', content: null, tool_calls: reply.toolCalls.map((call, index) => toToolCall(request, call, index)) };
  }
  return { role: 'assistant', content: 'json' in reply ? JSON.stringify(reply.json) : reply.text };
}

function toToolCall({ number }: ScriptedRequest, { name, input, id }: ScriptedToolCall, index: number): object {
  return { id: id ?? `call_${number}_${index + 1}`, type: 'function', function: { name, arguments: JSON.stringify(input) } };
}

function chatBody({ number, body }: ScriptedRequest, message: AssistantMessage, usage: ScriptedUsage): unknown {
  return {
    id: `chatcmpl-${number}`,
    object: 'chat.completion',
    created: 1,
    model: body['model'] ?? 'scripted',
    choices: [{ index: 0, message, finish_reason: message.tool_calls === undefined ? 'stop' : 'tool_calls' }],
    usage: chatUsage(usage),
  };
}

function chatUsage({ inputTokens, outputTokens, cachedInputTokens, reasoningTokens }: ScriptedUsage): unknown {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedInputTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedInputTokens } }),
    ...(reasoningTokens !== undefined && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  };
}

function embeddingBody({ body }: ScriptedRequest, embeddings: readonly (readonly number[])[], { inputTokens }: ScriptedUsage): unknown {
  return {
    object: 'list',
    model: body['model'] ?? 'scripted',
    data: embeddings.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
  };
}
