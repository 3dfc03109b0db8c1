import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { expect, test, vi } from 'vitest';
import { toStoredMessage } from '../../../adapters/langchain/shared/stored-message.ts';
import { toStoredText } from '../../../adapters/langchain/workflow/stored-text.ts';

const answer = (): AIMessage =>
  new AIMessage({
    id: 'a',
    content: [{ type: 'text', text: 'Well' }],
    tool_calls: [{ type: 'tool_call', id: 'call-1', name: 'look_up', args: { words: ['tide', { of: 'tide' }] } }],
    response_metadata: { model_name: 'scripted-1', notes: [] },
  });

test('a message that says the same is made to JSON once', () => {
  const message = answer();
  const text = JSON.stringify(toStoredMessage(message));
  const toDict = vi.spyOn(message, 'toDict');
  expect([toStoredText(message), toStoredText(message)]).toEqual([text, text]);
  expect(toDict).toHaveBeenCalledOnce();
});

test.each<[string, (message: AIMessage) => void]>([
  ['its content', (message) => (message.content = 'Other')],
  ['a text within its content', (message) => ((message.content as { text: string }[])[0] = { text: 'Other' })],
  ['its name', (message) => (message.name = 'model')],
  ['its id', (message) => (message.id = 'b')],
  ['an argument of a tool call', (message) => void (message.tool_calls?.[0]?.args['words'] as string[] | undefined)?.splice(0, 1, 'ebb')],
  ['another tool call', (message) => void message.tool_calls?.push({ type: 'tool_call', id: 'call-2', name: 'look_up', args: {} })],
  ['a member of its metadata', (message) => (message.response_metadata['finish_reason'] = 'stop')],
  ['an empty list is an empty object', (message) => (message.response_metadata['notes'] = {})],
  [
    'items of a list change places',
    (message) => void (message.tool_calls?.[0]?.args['words'] as unknown[] | undefined)?.splice(0, 2, { of: 'tide' }, 'tide'),
  ],
  ['the last member is gone', (message) => void delete message.lc_kwargs['name']],
  ['the first of its tool calls is gone', (message) => void message.tool_calls?.shift()],
])('a message that was changed is made to JSON again: %s', (_what, change) => {
  const message = new AIMessage({ ...answer().lc_kwargs, name: 'before' });
  expect(Object.keys(message.lc_kwargs as object).at(-1)).toBe('name');
  const before = toStoredText(message);
  change(message);
  expect(toStoredText(message)).toBe(JSON.stringify(toStoredMessage(message)));
  expect(toStoredText(message)).not.toBe(before);
});

test('bytes that were changed in place are made to JSON again', () => {
  const data = new Uint8Array([1, 2, 3]);
  const message = new HumanMessage({ content: [{ type: 'image', mimeType: 'image/png', data }] });
  const before = toStoredText(message);
  data[0] = 9;
  expect(toStoredText(message)).toBe(JSON.stringify(toStoredMessage(message)));
  expect(toStoredText(message)).not.toBe(before);
});

test('an artifact is part of what a message says', () => {
  const artifact = { rows: [1] };
  const message = new ToolMessage({ content: '', tool_call_id: 'call-1', artifact });
  toStoredText(message);
  artifact.rows.push(2);
  expect(toStoredText(message)).toBe(JSON.stringify(toStoredMessage(message)));
});
