import type { PatchActivationInput } from '@temporalio/worker';
import { defineChanges, patchIdOf } from 'onceward';
import { OncewardPlugin, type RollOut, type RollOutQuestion } from 'onceward/worker';
import { expect, test } from 'vitest';
import { expectStored } from '../../fixtures/contract/stored-sample.ts';
import { composePatchActivation } from '../../../src/worker/versions/compose-patch-activation.ts';
import { rollOutRule } from '../../../src/worker/versions/roll-out.ts';
import { shareOf } from '../../../src/worker/versions/share-of.ts';

const IDS = Array.from({ length: 10_000 }, (_, index) => `order-${index}`);

function reaches(change: string, workflowId: string, root?: string): PatchActivationInput {
  const workflowInfo = { workflowId, workflowType: 'research', ...(root !== undefined && { root: { workflowId: root } }) };
  return { patchId: patchIdOf(change), workflowInfo } as unknown as PatchActivationInput;
}

function takenAt(share: number, change = 'use-reranker'): ReadonlySet<string> {
  const rule = rollOutRule({ [change]: share });
  return new Set(IDS.filter((id) => rule(reaches(change, id)) !== false));
}

test('a tenth is a tenth, and who is in stays in when the share grows', () => {
  const [none, tenth, half, all] = [takenAt(0), takenAt(0.1), takenAt(0.5), takenAt(1)];
  expect([none.size, all.size]).toEqual([0, IDS.length]);
  // Exact: a hash decides.
  expect([tenth.size, half.size]).toEqual([990, 5_065]);
  expect([...tenth].filter((id) => !half.has(id))).toEqual([]);
});

test('each change has other workflows in its tenth', () => {
  const other = takenAt(0.1, 'drop-old-ocr');
  const both = [...takenAt(0.1)].filter((id) => other.has(id)).length;
  expect(both).toBeLessThan(other.size / 5);
});

test('where a workflow stands stays as it was released: a new worker must not decide otherwise', () => {
  expectStored('roll-out-shares', { 'use-reranker, order-7': shareOf('use-reranker', 'order-7') });
});

test('a child goes with the workflow that all began with', () => {
  const rule = rollOutRule({ 'use-reranker': 0.1 });
  const taken = [...takenAt(0.1)][0] ?? '';
  expect(IDS.slice(0, 100).every((id) => rule(reaches('use-reranker', id, taken)) !== false)).toBe(true);
});

test("'off' holds back, 'on' lets go, and a function is asked each time", () => {
  const asked: RollOutQuestion[] = [];
  const rollOut: RollOut = (question) => {
    asked.push(question);
    return asked.length === 1 ? 'off' : 'on';
  };
  const rule = rollOutRule(rollOut);
  expect([rule(reaches('use-reranker', 'a')), rule(reaches('use-reranker', 'a'))]).toEqual([false, undefined]);
  expect(asked).toEqual(Array.from({ length: 2 }, () => ({ change: 'use-reranker', workflowId: 'a', workflowType: 'research' })));
  expect(rollOutRule({ other: 'off' })(reaches('use-reranker', 'a'))).toBeUndefined();
});

test('a function that fails, or gives what is no share, holds the change back and fails no task', () => {
  const logged: string[] = [];
  const warn = (message: string): void => void logged.push(message);
  const broken: RollOut = () => {
    throw new Error('no flags');
  };
  expect(rollOutRule(broken, { warn })(reaches('use-reranker', 'a'))).toBe(false);
  expect(rollOutRule(() => 10, { warn })(reaches('use-reranker', 'a'))).toBe(false);
  expect(logged).toEqual([
    "The roll-out of the change 'use-reranker' cannot be read, so the run 'a' goes without it: Error: no flags",
    expect.stringContaining("option 'use-reranker' is 10"),
  ]);
});

test("the worker's own callback is asked about what is let go and about its own patches, and not about what is held back", () => {
  const asked: string[] = [];
  const own = ({ patchId }: PatchActivationInput): boolean => {
    asked.push(patchId);
    return patchId !== 'theirs';
  };
  const rules = [rollOutRule({ held: 'off', free: 'on' }), ({ patchId }: PatchActivationInput) => (patchId === 'ours' ? true : undefined)];
  const decide = composePatchActivation(rules, own);
  const answers = ['held', 'free'].map((change) => decide?.(reaches(change, 'a')));
  const patches = ['theirs', 'ours', 'other'].map((patchId) => decide?.({ ...reaches('x', 'a'), patchId }));
  expect([answers, patches]).toEqual([
    [false, true],
    [false, true, true],
  ]);
  expect(asked).toEqual(['onceward:free', 'theirs', 'other']);
});

test('with nothing to decide Temporal asks nobody', () => {
  expect(composePatchActivation([], undefined)).toBeUndefined();
});

const changes = defineChanges({ 'use-reranker': { since: '2026-11-01', scope: 'run', state: 'active' } });

test.each([
  [{ 'use-rerankr': 'off' }, "has no option 'use-rerankr'.\n  Did you mean 'use-reranker'?"],
  [{ 'use-reranker': 10 }, "option 'use-reranker' is 10.\n  Give 'on', 'off', or a share from 0 to 1."],
  [{ 'use-reranker': 'of' }, 'is of'],
])('a roll-out of %j is refused when the plugin is made', (rollOut, message) => {
  expect(() => new OncewardPlugin({ modules: [], changes, rollOut: rollOut as RollOut })).toThrow(message);
});
