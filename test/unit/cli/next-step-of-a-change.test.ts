import type { RegisteredChange } from 'onceward/worker';
import { expect, test } from 'vitest';
import { nextStep } from '../../../src/cli/versions/next-step.ts';
import type { Standing } from '../../../src/cli/versions/read-standing.ts';

const NOBODY: Standing = { openWithout: 0, openWith: 0, closedWithout: 0, closedWith: 0, oldest: [] };

function change(state: RegisteredChange['state'], scope: RegisteredChange['scope'], heldBack = false): RegisteredChange {
  return { id: 'use-reranker', since: '2026-11-01', scope, state, heldBack };
}

test.each([
  [
    'active, runs on the old path',
    change('active', 'run'),
    { openWithout: 2, openWith: 1 },
    undefined,
    [false, 0, '2 open runs on the old path'],
  ],
  ['active, no run on the old path', change('active', 'run'), { openWith: 3 }, undefined, [true, 0, 'leave `before` out']],
  ['active, held back from new runs', change('active', 'step', true), {}, undefined, [false, 0, 'roll-out']],
  [
    'deprecated, runs on the old path',
    change('deprecated', 'run'),
    { openWithout: 1 },
    undefined,
    [false, 1, 'deprecated too early: 1 open run'],
  ],
  ['deprecated, all recorded', change('deprecated', 'run'), { openWith: 4 }, undefined, [true, 0, 'once every worker has this code']],
  ['deprecated, not deployed yet', change('deprecated', 'run'), {}, 'active', [false, 0, 'deploy it as deprecated first']],
  [
    'deprecated step, old path before the deploy',
    change('deprecated', 'step'),
    { openWithout: 2 },
    'active',
    [false, 2, 'deprecated too early'],
  ],
  [
    'deprecated step, some not there yet',
    change('deprecated', 'step'),
    { openWithout: 2, openActive: 0 },
    'deprecated',
    [true, 0, 'no open run'],
  ],
  [
    'deprecated step, recorded while active',
    change('deprecated', 'step'),
    { openWith: 5, openActive: 2 },
    undefined,
    [false, 0, '2 open runs with'],
  ],
  [
    'deprecated step, too many to read',
    change('deprecated', 'step'),
    { openWith: 900, openActive: 0, openUnread: 400 },
    undefined,
    [false, 0, '400'],
  ],
  [
    'removed step, recorded while active',
    change('removed', 'step'),
    { openWith: 1, openActive: 1 },
    undefined,
    [false, 1, 'removed too early'],
  ],
  ['removed, closed runs have the record', change('removed', 'run'), { closedWith: 7 }, undefined, [false, 0, '7 histories']],
  ['removed, no history has the record', change('removed', 'run'), {}, undefined, [true, 0, 'can be deleted']],
] as const)('%s', (_name, one, standing, deployed, [isSafe, breaks, says]) => {
  expect(nextStep(one, { ...NOBODY, ...standing }, deployed)).toMatchObject({ isSafe, breaks, says: expect.stringContaining(says) });
});
