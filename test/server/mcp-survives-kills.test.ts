import { beforeAll, expect, test } from 'vitest';
import { killInACall, leftBehind, type KilledInACall } from '../support/mcp/kill-in-a-call.ts';

let seen: KilledInACall;

beforeAll(async () => {
  seen = await killInACall();
});

test('a worker killed in the middle of a call: the next makes the call again, once and under the same key', () => {
  expect(seen.result).toMatchObject({ output: { content: [{ text: 'held' }] } });
  expect(seen.keys).toHaveLength(2);
  expect(new Set(seen.keys).size).toBe(1);
});

test('the tools are not listed again for the run; the second worker looks whether the tool is the same', () => {
  expect(seen.lists).toBe(2);
});

test('no program stays behind, neither of a killed worker nor of a stopped one', async () => {
  expect(seen.programs.filter((pid) => pid > 0)).toHaveLength(2);
  expect(seen.programs[0]).not.toBe(seen.programs[1]);
  expect(await leftBehind(seen.programs)).toBe(0);
});
