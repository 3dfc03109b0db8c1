import type { Json } from '../contract/json.js';
import { decodeBase64, encodeBase64 } from './base64.js';

/** Web-standard, and in both worlds, though the sandbox's types do not name it. */
declare const URL: new (href: string) => { readonly href: string };

/** How each kind of value beyond JSON is made again. Persisted: a key added here changes how a stored object with that one key reads. */
const READERS = {
  $bytes: decodeBase64,
  $date: readDate,
  $url: (href: string) => new URL(href),
  $bigint: readBigint,
} satisfies Record<string, (content: string) => unknown>;

export type RichTag = keyof typeof READERS;

/** Whether a key, alone in its object, marks a value beyond JSON. */
export function isRichTag(key: string): key is RichTag {
  return Object.hasOwn(READERS, key);
}

/** A value beyond JSON as its tagged JSON; `undefined` for every other value. */
export function toTagged(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // Most are plain objects of this realm, which takes no look at the tag.
  if (Object.getPrototypeOf(value) === Object.prototype) return undefined;
  if (ArrayBuffer.isView(value)) return { $bytes: encodeBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  // By tag, not by class: what comes from another realm, as in the workflow sandbox, has another class.
  switch (Object.prototype.toString.call(value)) {
    case '[object ArrayBuffer]':
    case '[object SharedArrayBuffer]':
      return { $bytes: encodeBase64(new Uint8Array(value as ArrayBuffer)) };
    case '[object Date]':
      return dateToTagged(value as Date);
    case '[object URL]':
      return { $url: String((value as { href: unknown }).href) };
    default:
      return undefined;
  }
}

/**
 * The value of a tagged JSON.
 *
 * @throws TypeError when the content is not what the tag announces.
 */
export function fromTagged(tag: RichTag, content: Json): unknown {
  if (typeof content !== 'string') throw new TypeError(`'${tag}' holds no text.`);
  return READERS[tag](content);
}

function dateToTagged(date: Date): Json {
  return Number.isNaN(date.getTime()) ? null : { $date: date.toISOString() };
}

function readDate(iso: string): Date {
  // oxlint-disable-next-line no-restricted-globals -- a given instant, not the clock
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) throw new TypeError(`'$date' holds no date: ${JSON.stringify(iso)}.`);
  return date;
}

function readBigint(digits: string): bigint {
  if (!/^-?\d+$/.test(digits)) throw new TypeError(`'$bigint' holds no whole number: ${JSON.stringify(digits)}.`);
  return BigInt(digits);
}
