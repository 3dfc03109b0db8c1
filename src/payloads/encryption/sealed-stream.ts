import type { BlobContent } from '../../shared/artifacts/blob-store.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { utf8Decode, utf8Encode } from '../../shared/encoding/utf8.js';
import type { Cipher } from './create-cipher.js';
import { rechunk } from './rechunk.js';

/** Names the form, version 1: a header, then chunks, each sealed by itself. Persisted. */
const MAGIC = 'OWS1';
const LENGTH_AT = MAGIC.length;
const KEY_ID_AT = LENGTH_AT + 1;

/** Of one size, so that the size of the content is known from the size of the blob. */
export const HEADER_BYTES = 128;
/** The content of a chunk; the last one may be shorter. */
export const CHUNK_BYTES = 1_024 * 1_024;
/** Nonce and tag of AES-GCM. */
const OVERHEAD_BYTES = 28;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + OVERHEAD_BYTES;

/** Content as it stands in an encrypted store. Bytes stay bytes and a stream a stream. */
export async function sealContent(cipher: Cipher, content: BlobContent): Promise<BlobContent> {
  return content instanceof Uint8Array ? collectBytes(seal(cipher, [content])) : seal(cipher, content);
}

async function* seal(cipher: Cipher, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield writeHeader(cipher.keyId);
  for await (const chunk of rechunk(content, CHUNK_BYTES)) yield (await cipher.encrypt(chunk)).bytes;
}

/** The content of sealed chunks. */
export async function* unsealChunks(cipher: Cipher, keyId: string, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of rechunk(sealed, SEALED_CHUNK_BYTES)) yield cipher.decrypt(keyId, chunk);
}

/** The size of the content of a sealed blob. */
export function contentBytesOf(sealedBytes: number): number {
  const bytes = sealedBytes - HEADER_BYTES;
  return bytes - OVERHEAD_BYTES * Math.ceil(bytes / SEALED_CHUNK_BYTES);
}

/** The name of the key a blob was sealed with; undefined for a blob that is not sealed. */
export function readHeader(bytes: Uint8Array): string | undefined {
  if (bytes.length < HEADER_BYTES || utf8Decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) return undefined;
  return utf8Decode(bytes.subarray(KEY_ID_AT, KEY_ID_AT + (bytes[LENGTH_AT] ?? 0)));
}

function writeHeader(keyId: string): Uint8Array {
  const name = utf8Encode(keyId);
  const header = new Uint8Array(HEADER_BYTES);
  header.set(utf8Encode(MAGIC));
  header[LENGTH_AT] = name.length;
  header.set(name, KEY_ID_AT);
  return header;
}
