import { AIMessage, AIMessageChunk, HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { expect, it } from 'vitest';
import { fromStoredMessage, toStoredMessage } from '../../../adapters/langchain/shared/stored-message.ts';

const image = { type: 'image', mimeType: 'image/png', data: new Uint8Array([1, 2, 3]) };

const MESSAGES: readonly [string, BaseMessage][] = [
  ['a system message', new SystemMessage({ id: 's', content: [{ type: 'text', text: 'Be brief.' }] })],
  ['a picture as bytes', new HumanMessage({ id: 'h', name: 'Ada', content: [image] })],
  [
    'an answer with reasoning, tool calls, bad tool calls and usage',
    new AIMessage({
      id: 'a',
      name: 'model',
      content: [
        { type: 'reasoning', reasoning: 'Hm.' },
        { type: 'text', text: 'Well', annotations: [{ type: 'citation', url: 'https://example.com' }] },
      ],
      tool_calls: [{ type: 'tool_call', id: 'call-1', name: 'look_up', args: { word: 'tide' } }],
      invalid_tool_calls: [{ type: 'invalid_tool_call', id: 'call-2', name: 'look_up', args: '{', error: 'no JSON' }],
      usage_metadata: { input_tokens: 3, output_tokens: 2, total_tokens: 5, input_token_details: { cache_read: 1 } },
      response_metadata: { model_name: 'scripted-1', finish_reason: 'tool_calls' },
      additional_kwargs: { refusal: null },
    }),
  ],
  [
    'a tool message with artifact, status and metadata',
    new ToolMessage({
      id: 't',
      name: 'look_up',
      content: '4',
      tool_call_id: 'call-1',
      status: 'error',
      artifact: { bytes: new Uint8Array([9]) },
    }),
  ],
];

it.each(MESSAGES)('comes back whole: %s', (_what, message) => {
  const stored = JSON.parse(JSON.stringify(toStoredMessage(message))) as ReturnType<typeof toStoredMessage>;
  const back = fromStoredMessage(stored);
  expect(back).toBeInstanceOf(message.constructor);
  expect(back.toDict()).toEqual(message.toDict());
});

it('comes back from a chunk as a whole message', () => {
  const back = fromStoredMessage(toStoredMessage(new AIMessageChunk({ id: 'a', content: 'Hello' })));
  expect(back).toBeInstanceOf(AIMessage);
  expect([back.id, back.text]).toEqual(['a', 'Hello']);
});

it('makes nothing but messages of what history says', () => {
  expect(() => fromStoredMessage({ type: 'constructor', data: {} })).toThrow('constructor');
});
