import { expect, test } from 'vitest';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.ts';
import { migratedInput } from '../../../src/worker/pipeline/migrate-input.ts';
import { formerMember } from '../../../src/worker/registry/former-member.ts';
import { entryAsCalled, presentName } from '../../../src/workflow/former-tools.ts';

const POLICY = {} as DurableEntry['policy'];

const SEARCH: DurableEntry = {
  activityType: 'tool.web.search',
  kind: 'tool',
  id: 'search',
  policy: POLICY,
  description: {},
  parts: {
    check: { activityType: 'tool.web.search.check', kind: 'tool', policy: POLICY },
    approval: { activityType: 'policy.web.search', kind: 'policy', policy: POLICY },
  },
  ...formerMember('tool', 'search', { aliases: ['searchWeb'], formerNames: ['search_the_web'] }),
};
const TOLD = new Map<string, DurableEntry | undefined>([
  ['own', undefined],
  ['find', SEARCH],
]);

test('a call by a former id is one of the tool that it is now, and its activities have the names that they had', () => {
  expect(presentName({ name: 'searchWeb', toolCallId: 'call-1' }, TOLD)).toBe('find');
  const { activityType, id, parts } = entryAsCalled(SEARCH, 'call-1');
  expect({ activityType, id, parts }).toEqual({
    activityType: 'tool.web.searchWeb',
    id: 'searchWeb',
    parts: {
      check: { activityType: 'tool.web.searchWeb.check', kind: 'tool', policy: POLICY },
      approval: { activityType: 'policy.web.searchWeb', kind: 'policy', policy: POLICY },
    },
  });
});

test('one by a name that was no id is a call of what it is now', () => {
  expect(presentName({ name: 'search_the_web', toolCallId: 'call-2' }, TOLD)).toBe('find');
  expect(entryAsCalled(SEARCH, 'call-2')).toBe(SEARCH);
});

test('a name that nobody knows stays, for the framework to tell the model', () => {
  expect(presentName({ name: 'lookUp', toolCallId: 'call-3' }, TOLD)).toBe('lookUp');
  expect(presentName({ name: 'own', toolCallId: 'call-3' }, TOLD)).toBe('own');
  // A member that every object has is no tool.
  expect(presentName({ name: 'constructor', toolCallId: 'call-3' }, TOLD)).toBe('constructor');
});

test('a later call under the same id, by its present name, is one of what it is now', () => {
  presentName({ name: 'searchWeb', toolCallId: 'call-4' }, TOLD);
  expect(presentName({ name: 'find', toolCallId: 'call-4' }, TOLD)).toBe('find');
  expect(entryAsCalled(SEARCH, 'call-4')).toBe(SEARCH);
});

test('an input is made new before anything reads it, and what cannot be is told as one that does not fit', () => {
  const migrateInput = (input: unknown): unknown => ({ q: (input as { query: string }).query.trim() });
  expect(migratedInput('search', { migrateInput }, [{ query: ' a ' }, 'context'])).toEqual([{ q: 'a' }, 'context']);
  expect(migratedInput('search', {}, [{ query: 'a' }])).toEqual([{ query: 'a' }]);
  expect(() => migratedInput('search', { migrateInput }, [{}])).toThrow(/The input of search does not fit: it is of an older form/);
});
