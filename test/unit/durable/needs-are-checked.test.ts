import { expect, test } from 'vitest';
import { checkNeeds } from '../../../src/worker/registry/check-needs.ts';

test('a tool may need the messages of its conversation', () => {
  expect(() => checkNeeds('recap', 'tool', { needs: ['messages'] })).not.toThrow();
  expect(() => checkNeeds('recap', 'function', {})).not.toThrow();
});

test.each([
  ['function', { needs: ['messages'] }, 'is set for a function'],
  ['tool', { needs: ['messages'], thread: true }, 'stands beside `thread: true`'],
  ['tool', { needs: ['memories'] }, 'is ["memories"]'],
  ['tool', { needs: 'messages' }, 'is "messages"'],
] as const)('what nobody can give is refused when the worker starts: %s %j', (kind, options, problem) => {
  expect(() => checkNeeds('recap', kind, options as never)).toThrow(problem);
});
