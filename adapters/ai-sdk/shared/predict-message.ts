import type { Json } from '../../../src/shared/contract/json.js';

interface Part {
  readonly type: string;
  readonly text: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: string;
  readonly providerExecuted?: boolean;
  readonly providerMetadata?: Json;
}

/**
 * The assistant message that the AI SDK's loop makes of an answer for its next prompt: text, reasoning and tool calls, members in the SDK's
 * order. None for an answer with other parts, which the SDK converts in ways of their own.
 */
export function predictMessage(answer: Json): Json | undefined {
  const { content } = answer as unknown as { readonly content: readonly Part[] };
  const parts = content
    .filter(({ type, text, providerMetadata }) => type !== 'text' || text !== '' || providerMetadata !== undefined)
    .map(toPart);
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? { role: 'assistant', content: known } : undefined;
}

function toPart({ type, text, toolCallId, toolName, input, providerExecuted, providerMetadata }: Part): Json | undefined {
  const metadata = providerMetadata !== undefined && { providerOptions: providerMetadata };
  if (type === 'text' || type === 'reasoning') return { type, text, ...metadata };
  if (type !== 'tool-call') return undefined;
  const parsed = parseInput(input);
  if (parsed === undefined) return undefined;
  return { type, toolCallId, toolName, input: parsed, ...(providerExecuted !== undefined && { providerExecuted }), ...metadata };
}

/** The SDK takes no text at all for an empty object. What is no JSON it keeps as it came, in a call marked invalid. */
function parseInput(input: string): Json | undefined {
  if (input.trim() === '') return {};
  try {
    return JSON.parse(input) as Json;
  } catch {
    return undefined;
  }
}
