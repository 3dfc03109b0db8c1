import { hashesIn, payloadKeysIn, type Hash } from 'onceward';

/** The name of an object: the hash that its key ends with; of a payload its whole key. */
export type ObjectName = Hash;

/** Longer than a name in any form, the characters beside it, and the backslashes of an escape: so much may be cut by the end of a chunk. */
const OVERLAP = 128;

/** Finds everything that looks like the name of an object: what is kept by mistake costs some bytes, what is lost by mistake costs a run. */
export class HashScanner {
  readonly found = new Set<ObjectName>();
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
    for (const key of payloadKeysIn(text)) this.found.add(key);
  }
}
