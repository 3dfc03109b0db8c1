import type { Json } from '../../../src/shared/contract/json.js';
import { predictMessage } from './predict-message.js';

type Members = { readonly [name: string]: Json };
type UiMessage = { id: string; role: string; parts: Json[] };

/**
 * A conversation as the AI SDK's `UIMessage[]`, which `useChat`, `convertToModelMessages` and most applications keep: the steps of a loop are
 * one message of the assistant, in which each result stands with its call.
 */
export function toUiMessages(prompt: readonly Json[], answer: Json): Json[] {
  const messages: UiMessage[] = [];
  for (const message of [...prompt, predictMessage(answer) ?? answerAsMessage(answer)] as readonly Members[]) {
    const last = messages.at(-1);
    if (message['role'] === 'tool') addResults(messages, partsOf(message['content']));
    else if (message['role'] === 'assistant' && last?.role === 'assistant') last.parts.push(...assistantParts(message));
    else messages.push({ id: `message-${messages.length + 1}`, role: textOf(message['role']), parts: startOf(message) });
  }
  return messages;
}

/** An answer with parts that no next prompt was made of, such as sources. */
function answerAsMessage(answer: Json): Json {
  return { role: 'assistant', content: (answer as { [name: string]: Json })['content'] ?? [] };
}

function startOf(message: Members): Json[] {
  return message['role'] === 'assistant' ? assistantParts(message) : partsOf(message['content']).map(toPart);
}

function assistantParts({ content = [] }: Members): Json[] {
  return [{ type: 'step-start' }, ...partsOf(content).map(toPart)];
}

/** A system message is a text, anything else a list of parts. */
function partsOf(content: Json = []): readonly Members[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content as unknown as readonly Members[]);
}

function toPart(part: Members): Json {
  const metadata = part['providerOptions'] !== undefined && { providerMetadata: part['providerOptions'] };
  switch (textOf(part['type'])) {
    case 'text':
    case 'reasoning':
      return { type: textOf(part['type']), text: part['text'] ?? '', ...metadata };
    case 'file':
      return { type: 'file', mediaType: part['mediaType'] ?? '', url: urlOf(part), ...named(part), ...metadata };
    case 'tool-call':
      return {
        type: `tool-${textOf(part['toolName'])}`,
        toolCallId: part['toolCallId'] ?? '',
        state: 'input-available',
        input: part['input'] ?? null,
        ...(part['providerExecuted'] === true && { providerExecuted: true }),
        ...(part['providerOptions'] !== undefined && { callProviderMetadata: part['providerOptions'] }),
      };
    default:
      // What has no form of its own there stays as it is, as data.
      return { type: `data-${textOf(part['type'])}`, data: { ...part } };
  }
}

function named({ filename }: Members): { readonly filename?: Json } {
  return filename === undefined ? {} : { filename };
}

/** Bytes as a data URL, and a URL as it is. */
function urlOf({ data = '', mediaType = '' }: Members): string {
  if (typeof data === 'string') return /^(?:https?|data):/.test(data) ? data : `data:${textOf(mediaType)};base64,${data}`;
  const { type, url, text, data: bytes } = data as Members;
  if (type === 'url') return textOf(url);
  if (type === 'text') return `data:text/plain,${encodeURIComponent(textOf(text))}`;
  return typeof bytes === 'string' ? `data:${textOf(mediaType)};base64,${bytes}` : JSON.stringify(data);
}

/** A text, and a URL as rich JSON has it. */
function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  const [inner] = Object.values((value ?? {}) as Members);
  return typeof inner === 'string' ? inner : '';
}

/** Puts each result to the call that it belongs to. */
function addResults(messages: readonly UiMessage[], results: readonly Members[]): void {
  for (const { toolCallId, output } of results) {
    for (const { parts } of messages) {
      const index = parts.findIndex((part) => (part as Members)['toolCallId'] === toolCallId && toolCallId !== undefined);
      if (index !== -1) parts[index] = { ...(parts[index] as { [name: string]: Json }), ...toOutcome(output as Members) };
    }
  }
}

function toOutcome({ type, value = null, reason = '' }: Members): { readonly [name: string]: Json } {
  if (type === 'error-text' || type === 'error-json') {
    return { state: 'output-error', errorText: typeof value === 'string' ? value : JSON.stringify(value) };
  }
  if (type === 'execution-denied') return { state: 'output-error', errorText: textOf(reason) };
  return { state: 'output-available', output: value };
}
