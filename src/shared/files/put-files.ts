import type { ArtifactReference } from '../contract/artifact-reference.js';
import { decodeBase64, encodeBase64 } from '../encoding/base64.js';
import { mediaTypeOfSignature } from './file-signature.js';
import { isPlainObject, mapItems, mapMembers } from './map-content.js';
import { createStandIn, mayHoldStandIn, readStandIn } from './stand-in.js';

/** A smaller file is cheaper in history than in a store. */
const LARGEST_INLINE_BYTES = 2_000;
const NOT_BASE64 = /[^A-Za-z0-9+/]/;
const DATA_URL = /^data:([^;,]+)[^,]*;base64,/;
/** How messages name what their bytes are. */
const MEDIA_TYPE_NAMES = ['mediaType', 'mimeType', 'media_type', 'mime_type'];

/** The part of a message that a value stands in, if it does. */
interface Part {
  readonly mediaType: string | undefined;
}

/** A file that was found. `wrap` gives its form with other bytes in it. */
interface FoundFile {
  readonly identity: unknown;
  readonly mediaType: string;
  readonly bytes: () => Uint8Array;
  readonly wrap: (standIn: Uint8Array) => unknown;
}

/**
 * The value with the files of its messages put away, and stand-ins in their places. A file is what stands in a part of a message, an object with a
 * `type`: bytes, a data URL, or base64 beside a media type. Bytes and texts anywhere else belong to whoever wrote them and stay.
 */
export async function putFiles<Value>(
  value: Value,
  put: (bytes: Uint8Array, mediaType: string) => Promise<ArtifactReference>,
): Promise<Value> {
  const found = new Map<unknown, FoundFile>();
  visit(value, undefined, (file) => {
    found.set(file.identity, file);
    return file.identity;
  });
  if (found.size === 0) return value;
  const standIns = new Map<unknown, Uint8Array>();
  // One after the other: together they may be as large as the whole message, as base64 and as bytes.
  for (const [identity, { bytes, mediaType }] of found) {
    const content = bytes();
    standIns.set(identity, createStandIn(content, await put(content, mediaType)));
  }
  return visit(value, undefined, ({ identity, wrap }) => wrap(standIns.get(identity) ?? new Uint8Array())) as Value;
}

function visit(value: unknown, part: Part | undefined, replace: (file: FoundFile) => unknown): unknown {
  const file = part && fileOf(value, part);
  if (file !== undefined) return replace(file);
  if (Array.isArray(value)) return mapItems(value, (item) => visit(item, part, replace));
  if (!isPlainObject(value)) return value;
  const own = partOf(value, part);
  return mapMembers(value, (member) => visit(member, own, replace));
}

function partOf(object: Readonly<Record<string, unknown>>, outer: Part | undefined): Part | undefined {
  if (typeof object['type'] !== 'string' && outer === undefined) return undefined;
  const stated = MEDIA_TYPE_NAMES.map((name) => object[name]).find((mediaType) => typeof mediaType === 'string');
  return { mediaType: stated ?? outer?.mediaType };
}

function fileOf(value: unknown, { mediaType }: Part): FoundFile | undefined {
  if (value instanceof Uint8Array) {
    if (value.length <= LARGEST_INLINE_BYTES || readStandIn(value) !== undefined) return undefined;
    return { identity: value, mediaType: fullMediaType(mediaType, value), bytes: () => value, wrap: (standIn) => standIn };
  }
  if (typeof value === 'string') return fileOfText(value, mediaType);
  // Bytes as `toRichJson` writes them.
  const base64 = isPlainObject(value) && Object.keys(value).length === 1 ? value['$bytes'] : undefined;
  const file = typeof base64 === 'string' ? fileOfBase64(base64, mediaType ?? '') : undefined;
  return file && { ...file, identity: value, wrap: (standIn) => ({ $bytes: encodeBase64(standIn) }) };
}

function fileOfText(text: string, mediaType: string | undefined): FoundFile | undefined {
  if (text.length <= LARGEST_INLINE_BYTES) return undefined;
  const [prefix, mediaTypeOfUrl] = DATA_URL.exec(text.slice(0, 200)) ?? [];
  if (prefix === undefined) return fileOfBase64(text, mediaType);
  const file = fileOfBase64(text.slice(prefix.length), mediaTypeOfUrl);
  return file && { ...file, identity: text, wrap: (standIn) => prefix + encodeBase64(standIn) };
}

/** Only of what says that it is a file: a long word of letters is base64, too. */
function fileOfBase64(base64: string, mediaType: string | undefined): FoundFile | undefined {
  if (base64.length * 0.75 <= LARGEST_INLINE_BYTES || mayHoldStandIn(base64) || !isBase64(base64)) return undefined;
  const known = mediaType ?? mediaTypeOfSignature(decodeBase64(base64.slice(0, 32)));
  if (known === undefined) return undefined;
  const bytes = (): Uint8Array => decodeBase64(base64);
  return { identity: base64, mediaType: fullMediaType(known, decodeBase64(base64.slice(0, 32))), bytes, wrap: encodeBase64 };
}

/** As `encodeBase64` writes it, so that nobody can tell that it was bytes in between. */
function isBase64(text: string): boolean {
  const end = text.slice(-4);
  if (text.length % 4 !== 0 || NOT_BASE64.test(text.slice(0, -2)) || !/^[A-Za-z0-9+/]{2,4}={0,2}$/.test(end)) return false;
  return encodeBase64(decodeBase64(end)) === end;
}

/** `image/*`, `image` and nothing at all are made whole by what the bytes tell. */
function fullMediaType(stated: string | undefined, bytes: Uint8Array): string {
  if (stated !== undefined && /^[^/]+\/[^/*]+$/.test(stated)) return stated;
  return mediaTypeOfSignature(bytes) ?? 'application/octet-stream';
}
