import type { Hash } from '../contract/json.js';
import type { Hasher } from '../encoding/sha256.js';

/** Chunks whose hash and size are known once they have been read to the end. */
export interface Digesting {
  readonly chunks: AsyncIterable<Uint8Array>;
  result(): { readonly sha256: Hash; readonly bytes: number };
}

/** Hashes chunks while they pass. */
export function digesting(chunks: AsyncIterable<Uint8Array>, hasher: Hasher): Digesting {
  let bytes = 0;
  async function* pass(): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of chunks) {
      hasher.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { chunks: pass(), result: () => ({ sha256: hasher.digest('hex'), bytes }) };
}
