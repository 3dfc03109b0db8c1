import { assert, dictionary, property, record, string, uint8Array } from 'fast-check';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { payloadFromBytes, payloadToBytes } from '../../../src/payloads/payload-bytes.ts';

/** The message as Temporal's own definition has it. */
const Payload = protobuf
  .parse('syntax = "proto3"; message Payload { map<string, bytes> metadata = 1; bytes data = 2; }')
  .root.lookupType('Payload');

const payloads = record({
  metadata: dictionary(string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), uint8Array({ minLength: 1, maxLength: 300 }), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
  data: uint8Array({ maxLength: 40_000 }),
});

test('a payload is read back as it was written', () => {
  assert(
    property(payloads, (payload) => {
      expect(payloadFromBytes(payloadToBytes(payload))).toEqual(payload);
    }),
  );
});

test('any protobuf library reads what is written, and writes what is read', () => {
  assert(
    property(payloads, (payload) => {
      const theirs = Payload.toObject(Payload.decode(payloadToBytes(payload)), { defaults: true }) as typeof payload;
      expect(new Uint8Array(theirs.data)).toEqual(payload.data);
      expect(Object.keys(theirs.metadata).toSorted()).toEqual(Object.keys(payload.metadata).toSorted());
      expect(payloadFromBytes(new Uint8Array(Payload.encode(payload).finish()))).toEqual(payload);
    }),
  );
});

test('the order in which metadata was set changes no byte', () => {
  const [a, b] = [Uint8Array.of(1), Uint8Array.of(2)];
  expect(payloadToBytes({ metadata: { a, b } })).toEqual(payloadToBytes({ metadata: { b, a } }));
});

test.each([1, 2, 5])('a message cut off after %i bytes is an error, not a shorter payload', (bytes) => {
  const whole = payloadToBytes({ metadata: { encoding: Uint8Array.of(1, 2, 3) }, data: new Uint8Array(300) });
  expect(() => payloadFromBytes(whole.subarray(0, bytes))).toThrow(RangeError);
});
