import { defineChanges } from 'onceward';
import { versioned } from '../../../src/workflow/versions/versioned.ts';
import { expect, expectTypeOf, test } from 'vitest';

const changes = defineChanges({
  fresh: { since: '2026-11-01', scope: 'run', state: 'active' },
  old: { since: '2026-08-01', scope: 'step', state: 'deprecated' },
  gone: { since: '2026-05-01', scope: 'run', state: 'removed' },
});
const text = (): Promise<string> => Promise.resolve('');
const count = (): Promise<number> => Promise.resolve(0);

/** Compiled, never called: it needs a workflow. */
export function lifecycle(): readonly unknown[] {
  expectTypeOf(versioned(changes, 'fresh', { before: text, after: count })).toEqualTypeOf<Promise<string> | Promise<number>>();
  expectTypeOf(versioned(changes, 'old', { after: count })).toEqualTypeOf<Promise<number>>();
  expectTypeOf(versioned(changes, 'old', { after: () => 'at once' })).toEqualTypeOf<string>();
  return [
    // @ts-expect-error -- an active change needs its old path: runs under way are on it
    versioned(changes, 'fresh', { after: count }),
    // @ts-expect-error -- an active change needs its new path
    versioned(changes, 'fresh', { before: text }),
    // @ts-expect-error -- a deprecated change has no old path any more: no run takes it
    versioned(changes, 'old', { before: text, after: count }),
    // @ts-expect-error -- a removed change cannot be used
    versioned(changes, 'gone', { after: count }),
    // @ts-expect-error -- nor one that is not defined
    versioned(changes, 'frehs', { before: text, after: count }),
    // @ts-expect-error -- the state of a change is one of three
    defineChanges({ x: { since: '2026-11-01', scope: 'run', state: 'done' } }),
    // @ts-expect-error -- whether it holds for a run or for a step has to be said
    defineChanges({ x: { since: '2026-11-01', state: 'active' } }),
  ];
}

test('outside of a workflow a change has no path', () => {
  expect(() => versioned(changes, 'fresh', { before: text, after: count })).toThrow(/workflow/i);
});
