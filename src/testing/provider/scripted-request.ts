/** A message of a chat request, as the provider receives it. */
export interface ScriptedMessage {
  readonly role: string;
  readonly content?: string | null | readonly { readonly type?: string; readonly text?: string }[];
  readonly [name: string]: unknown;
}

/** What a script gets to decide its reply from. */
export interface ScriptedRequest {
  readonly kind: 'chat' | 'embeddings';
  /** 1 for the first request of the provider. */
  readonly number: number;
  /** The whole body, as it was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Empty for embeddings. */
  readonly messages: readonly ScriptedMessage[];
  /** The text of the last message of the user; of embeddings, the first text. */
  readonly prompt: string;
  /** The texts to embed; empty for chat. */
  readonly texts: readonly string[];
  /** The names of the tools that the model may call. */
  readonly tools: readonly string[];
  /** The JSON schema that the answer must fit, when the request has one. */
  readonly schema?: unknown;
  readonly idempotencyKey?: string;
}

interface RawBody {
  readonly messages?: readonly ScriptedMessage[];
  readonly input?: string | readonly string[];
  readonly tools?: readonly { readonly function?: { readonly name?: string } }[];
  readonly response_format?: { readonly json_schema?: { readonly schema?: unknown } };
}

/** Reads a request's body the way a script wants it. */
export function toScriptedRequest(
  kind: ScriptedRequest['kind'],
  { number, body, idempotencyKey }: Pick<ScriptedRequest, 'number' | 'body' | 'idempotencyKey'>,
): ScriptedRequest {
  const { messages = [], input = [], tools = [], response_format } = body as RawBody;
  const texts = typeof input === 'string' ? [input] : input;
  const schema = response_format?.json_schema?.schema;
  return {
    kind,
    number,
    body,
    messages,
    texts,
    prompt: kind === 'embeddings' ? (texts[0] ?? '') : textOf(messages.findLast(({ role }) => role === 'user')),
    tools: tools.flatMap((tool) => tool.function?.name ?? []),
    ...(schema !== undefined && { schema }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}

function textOf(message: ScriptedMessage | undefined): string {
  const content = message?.content ?? '';
  return typeof content === 'string' ? content : content.map(({ text = '' }) => text).join('');
}
