import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../src/shared/contract/json.ts';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.ts';

const roundTrip = (value: unknown) => fromRichJson(JSON.parse(JSON.stringify(toRichJson(value))) as Json);

const collidingKey = fc.constantFrom('$bytes', '$date', '$url', '$bigint', '$escaped', '$ref', '__proto__', 'plain');
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  fc.uint8Array(),
  fc.date({ noInvalidDate: true }),
  fc.webUrl().map((href) => new URL(href)),
);
const { value: anyRich } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, leaf, tie('array'), tie('object'), tie('single')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(fc.string(), collidingKey), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  single: fc.tuple(collidingKey, tie('value')).map((member) => Object.fromEntries([member])),
}));

test('any nesting of rich values, and of objects that look like tags, comes back the same', () => {
  fc.assert(
    fc.property(anyRich, (value) => {
      expect(roundTrip(value)).toStrictEqual(value);
    }),
    { numRuns: 1_000 },
  );
});

test('JSON without tag-like objects is stored as it is', () => {
  const json = { $ref: '#/a', two: { $bytes: 'a', $date: 'b' }, list: [1, null, 'x'] };
  expect(toRichJson(json)).toEqual(json);
});

test('the persisted form of each kind is pinned', () => {
  const value = {
    bytes: new Uint8Array([1, 2, 255]),
    date: new Date(0),
    url: new URL('https://example.com/a b'),
    bigint: -12345678901234567890n,
    likeTag: { $date: 'x' },
  };
  expect(JSON.stringify(toRichJson(value))).toBe(
    '{"bytes":{"$bytes":"AQL/"},"date":{"$date":"1970-01-01T00:00:00.000Z"},"url":{"$url":"https://example.com/a%20b"},' +
      '"bigint":{"$bigint":"-12345678901234567890"},"likeTag":{"$escaped":{"$date":"x"}}}',
  );
});

test('an object becomes tag-like when its other members are dropped, and still comes back', () => {
  expect(roundTrip({ $bytes: 'AQ==', gone: undefined })).toStrictEqual({ $bytes: 'AQ==' });
});

test.each([
  ['Buffer', Buffer.from('xabcx').subarray(1, 4)],
  ['ArrayBuffer', new Uint8Array([97, 98, 99]).buffer],
  ['SharedArrayBuffer', new Uint8Array(new SharedArrayBuffer(3)).fill(97).map((byte, index) => byte + index).buffer],
  ['DataView', new DataView(new Uint8Array([0, 97, 98, 99]).buffer, 1)],
])('%s comes back as its bytes', (_, value) => {
  expect(roundTrip(value)).toStrictEqual(new Uint8Array([97, 98, 99]));
});

test('values of another realm come back, whatever their class is', () => {
  const foreign: unknown = runInNewContext(
    '({ at: new Date(5), bytes: new Uint8Array([7]), buffer: new ArrayBuffer(1), list: [1n], url: new HostUrl("http://a.example/") })',
    { HostUrl: URL },
  );
  expect(roundTrip(foreign)).toStrictEqual({
    at: new Date(5),
    bytes: new Uint8Array([7]),
    buffer: new Uint8Array(1),
    list: [1n],
    url: new URL('http://a.example/'),
  });
});

test('what JSON does not have goes as in JSON.stringify', () => {
  const value = {
    no: undefined,
    run: () => 1,
    mark: Symbol('x'),
    nan: Number.NaN,
    list: [undefined, () => 1, Infinity],
    map: new Map([[1, 2]]),
  };
  expect(toRichJson(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
  expect(toRichJson(Array(1))).toStrictEqual([null]);
  expect(toRichJson({ at: new Date(Number.NaN), wrapped: { toJSON: () => new Date(Number.NaN) } })).toStrictEqual({
    at: null,
    wrapped: null,
  });
  expect(toRichJson(undefined)).toBeNull();
});

test('toJSON replaces an object once, knows its key, and may give a rich value', () => {
  const value = { price: { toJSON: (key: string) => ({ key, at: new Date(0) }) }, gone: { toJSON: () => undefined } };
  expect(toRichJson(value)).toStrictEqual({ price: { key: 'price', at: { $date: '1970-01-01T00:00:00.000Z' } } });
  expect(roundTrip({ when: { toJSON: () => new Date(1) } })).toStrictEqual({ when: new Date(1) });
});

test('a cycle is refused with its path, the same object twice is not', () => {
  const shared = { x: 1n };
  expect(roundTrip([shared, shared])).toStrictEqual([shared, shared]);
  const cyclic: { a: unknown[] } = { a: [0] };
  cyclic.a.push(cyclic);
  expect(() => toRichJson(cyclic)).toThrow(new TypeError('$.a[1] refers to an object that contains it.'));
});

test.each([
  [{ $bytes: 5 }],
  [{ $bytes: 'A' }],
  [{ $date: 'yesterday' }],
  [{ $url: 'nowhere' }],
  [{ $bigint: '1.5' }],
  [{ $bigint: '' }],
  [{ $escaped: [] }],
  [{ $escaped: 'x' }],
])('a tag whose content was never written is refused: %j', (json) => {
  expect(() => fromRichJson(json)).toThrow(TypeError);
});
