import { hashOfKey } from '../artifacts/hashes-in-text.js';
import { isArtifactReference, type ArtifactReference } from '../contract/artifact-reference.js';
import { decodeBase64, encodeBase64 } from '../encoding/base64.js';
import { utf8Decode, utf8Encode } from '../encoding/utf8.js';
import { id3Length, SIGNATURE_BYTES } from './file-signature.js';

/** Sixteen characters of base64, with the version. Persisted. */
const MARK = '/OncewardFile/1/';
/** In base64 of a text it never occurs: it would be bytes that no UTF-8 has. */
const SEPARATOR = '////';
const FIRST_BYTES = String.raw`[A-Za-z0-9+/]{${(SIGNATURE_BYTES / 3) * 4}}`;
const STAND_IN = String.raw`${FIRST_BYTES}${MARK}([\da-f]{64})////(?:[\da-f]{64}////)?((?:[A-Za-z0-9+/]{4})+?)////`;

/**
 * Bytes that stand for an artifact where a framework wants the bytes of a file: the file's first bytes, by which frameworks tell what it is (of a
 * recording with a tag before it, those behind the tag), a mark, and the reference. Whatever a framework makes of bytes in a workflow (base64, a data URL, JSON, a text with one of them inside), the
 * stand-in can be found in it. It is laid out for its base64, in which hashes stand as they are: so `onceward store gc` sees them.
 */
export function createStandIn(content: Uint8Array, reference: ArtifactReference): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES);
  const start = id3Length(content);
  signature.set(content.subarray(start, start + SIGNATURE_BYTES));
  const { sha256, ...rest } = reference;
  const nameInStore = hashOfKey(reference.key);
  const hashes = nameInStore === undefined || nameInStore === sha256 ? [sha256] : [sha256, nameInStore];
  return decodeBase64([encodeBase64(signature) + MARK + hashes.join(SEPARATOR), base64OfJson(rest), ''].join(SEPARATOR));
}

/** The reference inside a stand-in; undefined for any other bytes. */
export function readStandIn(bytes: Uint8Array): ArtifactReference | undefined {
  // Most bytes are told apart by a few of them.
  const mark = bytes.subarray(SIGNATURE_BYTES, SIGNATURE_BYTES + (MARK.length / 4) * 3);
  if (encodeBase64(mark) !== MARK) return undefined;
  const base64 = encodeBase64(bytes);
  return findStandIns(base64).get(base64);
}

/** Whether a text, such as JSON of messages, may hold a stand-in in base64. Quick, and never wrong about "no". */
export function mayHoldStandIn(text: string): boolean {
  return text.includes(MARK);
}

/** The stand-ins in a text, each with what it stands for. */
export function findStandIns(text: string): ReadonlyMap<string, ArtifactReference> {
  const found = new Map<string, ArtifactReference>();
  if (!mayHoldStandIn(text)) return found;
  for (const [base64, sha256 = '', json = ''] of text.matchAll(new RegExp(STAND_IN, 'g'))) {
    const reference = readReference(json, sha256);
    if (reference !== undefined) found.set(base64, reference);
  }
  return found;
}

/** In whole groups of three bytes, so that nothing is padded. */
function base64OfJson(value: object): string {
  const bytes = utf8Encode(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(bytes.length / 3) * 3).fill(0x20);
  padded.set(bytes);
  return encodeBase64(padded);
}

function readReference(json: string, sha256: string): ArtifactReference | undefined {
  try {
    const reference: unknown = { ...(JSON.parse(utf8Decode(decodeBase64(json))) as object), sha256 };
    return isArtifactReference(reference) ? reference : undefined;
  } catch {
    return undefined;
  }
}
