import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../src/shared/contract/json.ts';
import { canonicalJson } from '../../../src/shared/encoding/canonical-json.ts';

const anyJson = fc.jsonValue().map((value) => value as Json);
const notJson = (value: unknown) => value as Json;

test('the persisted text of a sample is pinned', () => {
  expect(canonicalJson({ b: [1, -0, 1e21, 0.1], a: { é: 'ü\n"\u2028', Z: null }, '': true })).toBe(
    '{"":true,"a":{"Z":null,"é":"ü\\n\\"\u2028"},"b":[1,0,1e+21,0.1]}',
  );
});

test('a text says the same as the value it was made from', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order in which members were written does not change the text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), anyJson), (members) => {
      const reversed = Object.fromEntries(Object.entries(members).toReversed());
      expect(canonicalJson(reversed)).toBe(canonicalJson(members));
    }),
  );
});

test('a round trip through JSON does not change the text', () => {
  const sent = notJson({ kept: [undefined, -0], dropped: undefined });
  expect(canonicalJson(sent)).toBe('{"kept":[null,0]}');
  expect(canonicalJson(JSON.parse(JSON.stringify(sent)))).toBe(canonicalJson(sent));
});

test('keys are sorted by code unit, not by code point or locale', () => {
  expect(canonicalJson({ '\uFF61': 1, '\u{1F600}': 2, b: 3, B: 4, ä: 5, '10': 6, '9': 7 })).toBe(
    '{"10":6,"9":7,"B":4,"b":3,"ä":5,"\u{1F600}":2,"\uFF61":1}',
  );
});

test('a member named __proto__ is a member like any other', () => {
  expect(canonicalJson(JSON.parse('{"__proto__":{"x":1},"a":1}'))).toBe('{"__proto__":{"x":1},"a":1}');
});

test('a value of another realm has the same text', () => {
  expect(canonicalJson(runInNewContext('({ b: [1, { c: null }], a: "x" })'))).toBe('{"a":"x","b":[1,{"c":null}]}');
});

test.each([
  ['a non-finite number', { a: [1, { 'b c': Number.NaN }] }, '$.a[1]["b c"] is NaN'],
  ['an infinity at the top', -Infinity, '$ is -Infinity'],
  ['a date', { at: new Date(0) }, '$.at is a Date object'],
  ['bytes', [new Uint8Array(1)], '$[0] is a Uint8Array object'],
  ['a map', { seen: new Map() }, '$.seen is a Map object'],
  ['a function', { run: () => 1 }, '$.run is a value of type function'],
  ['a bigint', [1n], '$[0] is a value of type bigint'],
  ['an object that would replace itself', { money: { toJSON: () => 1 } }, '$.money is an object with a toJSON method'],
])('%s is refused with its path', (_, value, message) => {
  expect(() => canonicalJson(notJson(value))).toThrow(new TypeError(`${message}, which has no exact JSON.`));
});

test('a cycle is refused with its path, the same object twice is not', () => {
  const shared = { x: 1 };
  expect(canonicalJson([shared, { shared }])).toBe('[{"x":1},{"shared":{"x":1}}]');
  const cyclic: { items: unknown[] } = { items: [shared] };
  cyclic.items.push(cyclic);
  expect(() => canonicalJson(notJson(cyclic))).toThrow(/^\$\.items\[1\] is a reference to an object that contains it/);
});
