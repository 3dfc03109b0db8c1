import type { BlobInfo, BlobRange, BlobStore } from '../../shared/artifacts/blob-store.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import type { Cipher } from './create-cipher.js';
import { CHUNK_BYTES, contentBytesOf, HEADER_BYTES, readHeader, SEALED_CHUNK_BYTES, sealContent, unsealChunks } from './sealed-stream.js';

/**
 * A store whose blobs are encrypted, a megabyte at a time, so that streams stay streams. Sizes are those of the content. A blob that is not
 * encrypted is given as it is: encryption can be switched on over a store that holds something. There are no links: whoever followed one
 * would get ciphertext.
 */
export function encryptedStore(store: BlobStore, cipher: Cipher): BlobStore {
  const keyIdOf = async (key: string): Promise<string | undefined> => {
    const found = await store.get(key, { range: { offset: 0, length: HEADER_BYTES } });
    return found && readHeader(await collectBytes(found));
  };
  const infoOfContent = async (info: BlobInfo): Promise<BlobInfo> =>
    (await keyIdOf(info.key)) === undefined ? info : { ...info, bytes: contentBytesOf(info.bytes) };

  return {
    name: store.name,
    location: store.location,
    put: async (key, content, options) => store.put(key, await sealContent(cipher, content), options),
    async get(key, { range } = {}) {
      const keyId = await keyIdOf(key);
      if (keyId === undefined) return store.get(key, { range });
      const sealed = await store.get(key, { range: sealedRange(range) });
      return sealed && cut(unsealChunks(cipher, keyId, sealed), range);
    },
    async head(key) {
      const info = await store.head(key);
      return info && infoOfContent(info);
    },
    move: (from, to) => store.move(from, to),
    delete: (key) => store.delete(key),
    async *list(prefix) {
      for await (const info of store.list(prefix)) yield infoOfContent(info);
    },
  };
}

/** The whole chunks that hold a range of the content. */
function sealedRange({ offset, length }: BlobRange = { offset: 0 }): BlobRange {
  const first = Math.floor(offset / CHUNK_BYTES);
  const from = HEADER_BYTES + first * SEALED_CHUNK_BYTES;
  if (length === undefined) return { offset: from };
  const chunks = Math.ceil((offset + length) / CHUNK_BYTES) - first;
  return { offset: from, length: Math.max(1, chunks) * SEALED_CHUNK_BYTES };
}

/** The range itself, out of the chunks from the one it begins in. */
async function* cut(
  chunks: AsyncIterable<Uint8Array>,
  { offset, length = Infinity }: BlobRange = { offset: 0 },
): AsyncGenerator<Uint8Array> {
  let skip = offset % CHUNK_BYTES;
  let left = length;
  for await (const chunk of chunks) {
    const part = chunk.subarray(skip, skip + Math.min(left, chunk.length));
    skip = Math.max(0, skip - chunk.length);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left <= 0) return;
  }
}
