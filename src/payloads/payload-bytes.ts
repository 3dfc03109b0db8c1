import type { Payload } from '@temporalio/common';
import { createVarint, readVarint } from './varint.js';

/** Field numbers of `temporal.api.common.v1.Payload` and of an entry of its map, each with wire type 2 (length-delimited). */
const METADATA = 0x0a;
const DATA = 0x12;
const ENTRY_KEY = 0x0a;
const ENTRY_VALUE = 0x12;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A payload as the bytes of its protobuf message, which every Temporal SDK and codec server reads. Metadata goes in the order of its names, so
 * that equal payloads give equal bytes and are stored once. Written out here, since a second copy of protobufjs would break it.
 */
export function payloadToBytes({ metadata, data }: Payload): Uint8Array {
  const entries = Object.entries(metadata ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const fields = entries.flatMap(([name, value]) =>
    field(METADATA, join([...field(ENTRY_KEY, encoder.encode(name)), ...field(ENTRY_VALUE, value)])),
  );
  return join(data && data.length > 0 ? [...fields, ...field(DATA, data)] : fields);
}

/**
 * The payload of such bytes.
 *
 * @throws RangeError when they are cut off
 */
export function payloadFromBytes(bytes: Uint8Array): Payload {
  const metadata: [string, Uint8Array][] = [];
  let data: Uint8Array = new Uint8Array();
  for (const { tag, value } of readFields(bytes)) {
    if (tag === DATA) data = value;
    if (tag === METADATA) metadata.push(readEntry(value));
  }
  return { metadata: Object.fromEntries(metadata), data };
}

function readEntry(bytes: Uint8Array): [name: string, value: Uint8Array] {
  let name = '';
  let content: Uint8Array = new Uint8Array();
  for (const { tag, value } of readFields(bytes)) {
    if (tag === ENTRY_KEY) name = decoder.decode(value);
    if (tag === ENTRY_VALUE) content = value;
  }
  return [name, content];
}

function field(tag: number, value: Uint8Array): readonly Uint8Array[] {
  return [Uint8Array.of(tag), createVarint(value.length), value];
}

function* readFields(bytes: Uint8Array): Iterable<{ readonly tag: number; readonly value: Uint8Array }> {
  let at = 0;
  while (at < bytes.length) {
    const tag = bytes[at];
    const length = readVarint(bytes, at + 1);
    const end = length.end + length.value;
    if (tag === undefined || end > bytes.length) throw new RangeError('The bytes of a payload are cut off.');
    yield { tag, value: bytes.subarray(length.end, end) };
    at = end;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
