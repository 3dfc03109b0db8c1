import { defineChanges, changeOfPatch, patchIdOf, type Changes } from 'onceward';
import { expect, test } from 'vitest';
import { expectStored } from '../../fixtures/contract/stored-sample.ts';

const SOUND = { since: '2026-11-01', scope: 'run', state: 'active' };

/** What plain JavaScript would be told. */
function refusalOf(changes: unknown): string {
  try {
    defineChanges(changes as Changes);
  } catch (error) {
    return String(error);
  }
  return 'taken';
}

test('a change that is whole is taken as it is, and cannot be altered', () => {
  const changes = defineChanges({ 'use-reranker': { since: '2026-11-01', scope: 'run', state: 'active', workflows: ['research'] } });
  expect(changes).toEqual({ 'use-reranker': { ...SOUND, workflows: ['research'] } });
  expect(Object.isFrozen(changes)).toBe(true);
});

test.each([
  [{ x: { ...SOUND, scop: 'run' } }, "has no option 'scop'.\n  Did you mean 'scope'?"],
  [{ x: { ...SOUND, scope: 'steps' } }, "option 'scope' is 'steps'.\n  Did you mean 'step'?"],
  [{ x: { ...SOUND, state: 'depreciated' } }, "Did you mean 'deprecated'?"],
  [{ x: { since: '2026-11-01', scope: 'run' } }, "option 'state' is missing.\n  It is one of 'active', 'deprecated', 'removed'."],
  [{ x: { ...SOUND, since: 'November' } }, "option 'since' is 'November'.\n  Give a day such as '2026-11-01'."],
  [{ x: { ...SOUND, since: '2026-13-01' } }, "option 'since'"],
  [{ x: { ...SOUND, workflows: [] } }, "option 'workflows' is no list of names"],
  [{ 'has "quotes"': SOUND }, 'is no id of a change'],
  [{ ['x'.repeat(101)]: SOUND }, 'is no id of a change'],
  [{ x: 'active' }, 'is no object'],
])('%j is refused, and the message says what to write', (changes, message) => {
  expect(refusalOf(changes)).toContain(message);
});

test('the name of a change in histories stays as it was released', () => {
  expectStored('change-patch-id', { change: 'use-reranker', patchId: patchIdOf('use-reranker') });
  expect(changeOfPatch('onceward:use-reranker')).toBe('use-reranker');
  expect(changeOfPatch('use-reranker')).toBeUndefined();
});
