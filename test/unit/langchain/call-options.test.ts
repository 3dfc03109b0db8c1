import { expect, it } from 'vitest';
import { toCallOptions } from '../../../adapters/langchain/workflow/call-options.ts';

it('sends the options of the provider, and nothing of the running graph', () => {
  const ofTheRun = { writer: () => undefined, executionInfo: { taskId: '1' }, store: {}, control: {}, promptIndex: 0 };
  expect(toCallOptions({ ...ofTheRun, stop: ['.'], tool_choice: 'any', response_format: { type: 'json_object' } })).toEqual({
    stop: ['.'],
    tool_choice: 'any',
    response_format: { type: 'json_object' },
  });
});

it.each([{ headers: { authorization: 'secret-value' } }, { options: { headers: { authorization: 'secret-value' } } }])(
  'refuses headers, and names them without their values',
  (options) => {
    expect(() => toCallOptions(options)).toThrow('sets authorization');
    expect(() => toCallOptions(options)).not.toThrow('secret-value');
  },
);
