import type { Hash } from 'onceward';

const HASH = /(?<![\da-f])[\da-f]{64}(?![\da-f])/g;
/** A hash and the characters beside it, which could be cut by the end of a chunk. */
const OVERLAP = 65;

/** Finds everything that looks like the name of an object: what is kept by mistake costs some bytes, what is lost by mistake costs a run. */
export class HashScanner {
  readonly found = new Set<Hash>();
  #rest = '';

  /** Bytes of one text, in their order. */
  scan(chunk: Uint8Array): void {
    const text = this.#rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    for (const [hash] of text.matchAll(HASH)) this.found.add(hash);
    this.#rest = text.slice(-OVERLAP);
  }

  /** A text that stands alone. */
  scanText(text: string): void {
    for (const [hash] of text.matchAll(HASH)) this.found.add(hash);
  }
}
