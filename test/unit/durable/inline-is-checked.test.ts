import { expect, test } from 'vitest';
import { checkInline } from '../../../src/worker/registry/check-inline.ts';

const part = { byReference: async () => null };

test("tools, and things with results that can go by reference, may have inline: 'never'", () => {
  expect(() => checkInline('search', { kind: 'tool', all: [{}] }, { inline: 'never' })).not.toThrow();
  expect(() => checkInline('notes', { kind: 'retriever', all: [part] }, { inline: 'never' })).not.toThrow();
  expect(() => checkInline('shelf', { kind: 'retriever', all: [{}, part] }, { inline: 'never' })).not.toThrow();
  expect(() => checkInline('load', { kind: 'function', all: [{}] }, { inline: 'always' })).not.toThrow();
});

test.each([
  ['function', 'never', "is 'never', and what a step of kind 'function' gives"],
  ['embedding', 'never', "is 'never', and what a step of kind 'embedding' gives"],
  ['retriever', 'sometimes', 'is "sometimes"'],
] as const)('what would change the type of a result is refused when the worker starts: %s, %s', (kind, inline, problem) => {
  expect(() => checkInline('load', { kind, all: [{}] }, { inline: inline as never })).toThrow(problem);
});
