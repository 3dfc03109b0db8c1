import { hashesIn, type Hash } from 'onceward';

/** Longer than a hash in any form, the characters beside it, and the backslashes of an escape: so much may be cut by the end of a chunk. */
const OVERLAP = 128;

/** Finds everything that looks like the name of an object: what is kept by mistake costs some bytes, what is lost by mistake costs a run. */
export class HashScanner {
  readonly found = new Set<Hash>();
  #rest = '';

  /** Bytes of one text, in their order. */
  scan(chunk: Uint8Array): void {
    const text = this.#rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    this.scanText(text);
    this.#rest = text.slice(-OVERLAP);
  }

  /** A text that stands alone. */
  scanText(text: string): void {
    for (const hash of hashesIn(text)) this.found.add(hash);
  }
}
