import { expect, test } from 'vitest';
import type { Json } from '../../../src/shared/contract/json.ts';
import { fromSentMessage, toSentMessage } from '../../../adapters/ai-sdk/shared/prompt-message.ts';

const result = (output: Json, others: object = {}) => ({
  type: 'tool-result',
  toolCallId: 'call-1',
  toolName: 'lookUp',
  output,
  ...others,
});
const toolMessage = (...content: Json[]): Json => ({ role: 'tool', content });

test('results of tools are sent without the names that all of them have', () => {
  const message = toolMessage(result({ type: 'json', value: { a: 1 } }));
  expect(toSentMessage(message)).toEqual({ results: [{ call: 'call-1', tool: 'lookUp', json: { a: 1 } }] });
});

test.each<Json>([
  toolMessage(result({ type: 'json', value: null })),
  toolMessage(result({ type: 'text', value: 'results' }), result({ type: 'error-text', value: 'no' })),
  toolMessage(result({ type: 'content', value: [{ type: 'text', text: 'Hi' }] })),
  toolMessage(result({ type: 'json', value: 1 }, { providerOptions: { openai: { a: 1 } } })),
  toolMessage(result({ type: 'json', value: 1, providerOptions: {} })),
  toolMessage(result({ value: 1, type: 'json' })),
  toolMessage(result({ type: 'execution-denied', reason: 'no' })),
  toolMessage({ type: 'tool-approval-response', approvalId: 'a', approved: true }),
  toolMessage(),
  { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
  { role: 'system', content: 'results' },
  { role: 'tool', content: [], providerOptions: { results: {} } },
])('a message is read to the letter as it was before it was sent: %j', (message) => {
  expect(JSON.stringify(fromSentMessage(toSentMessage(message)))).toBe(JSON.stringify(message));
});
