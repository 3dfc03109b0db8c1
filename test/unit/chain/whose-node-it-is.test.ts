import { callNameOf, hashesIn } from 'onceward';
import { expect, test } from 'vitest';
import { chainHead, chainText } from '../../../src/shared/chain/chain-hash.ts';
import { hexOfContentHash } from '../../../src/shared/chain/content-hash.ts';
import { nodeOfCall } from '../../../src/shared/chain/node-of-call.ts';
import type { ModelCall } from '../../../src/shared/contract/prompt-chain.ts';

const HEAD = chainHead({ v: 1, parent: null, delta: ['Hello'], settings: 's', codec: 'test/1' });
const CALLS: readonly ModelCall[] = [
  { v: 1, parent: null, delta: ['Hello'], settings: { value: {} }, codec: 'test/1' },
  { v: 1, parent: HEAD, delta: [{ role: 'tool', text: 'größe "\\' }], codec: 'test/1' },
  { v: 1, parent: HEAD, delta: [], edit: [{ keep: [0, 2] }, { add: 'x' }], settings: { ref: HEAD }, codec: 'test/1' },
];
const nodeTextOf = (call: ModelCall): string => chainText(nodeOfCall(call, { answer: 'hi', settings: HEAD, predict: () => 'hi' }));

test('a call in a history and the node that its answer left share a name, and no other call has it', () => {
  const names = CALLS.map((call) => callNameOf(JSON.stringify(call)));
  expect(names).toEqual(CALLS.map((call) => callNameOf(nodeTextOf(call))));
  expect(new Set(names).size).toBe(CALLS.length);
});

test('a node names its parent and its settings', () => {
  expect(hashesIn(nodeTextOf({ v: 1, parent: HEAD, delta: [], codec: 'test/1' }))).toEqual([
    hexOfContentHash(HEAD),
    hexOfContentHash(HEAD),
  ]);
});

test('other texts have no such name, whatever they begin with', () => {
  for (const text of ['', '{}', '{"v":1,"parent":', '{"v":1,"parent":null}', '{"v":1,"parent":null,"delta":7,"codec":"x"}']) {
    expect(callNameOf(text)).toBeUndefined();
  }
});
