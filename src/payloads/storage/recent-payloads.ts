/** The bytes of payloads that were stored or read lately, the least recently used thrown out first. */
export class RecentPayloads {
  readonly #limitBytes: number;
  readonly #payloads = new Map<string, Uint8Array>();
  #totalBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(key: string): Uint8Array | undefined {
    const bytes = this.#payloads.get(key);
    if (bytes === undefined) return undefined;
    this.#payloads.delete(key);
    this.#payloads.set(key, bytes);
    return bytes;
  }

  add(key: string, bytes: Uint8Array): void {
    if (bytes.length > this.#limitBytes || this.get(key) !== undefined) return;
    this.#payloads.set(key, bytes);
    this.#totalBytes += bytes.length;
    for (const [oldest, { length }] of this.#payloads) {
      if (this.#totalBytes <= this.#limitBytes) break;
      this.#payloads.delete(oldest);
      this.#totalBytes -= length;
    }
  }
}
