interface RecentPayload {
  readonly bytes: Uint8Array;
  /** When it was known to be in the store; never, of one that was only read. */
  readonly writtenMs: number;
}

/** The bytes of payloads that were stored or read lately, the least recently used thrown out first. */
export class RecentPayloads {
  readonly #limitBytes: number;
  readonly #payloads = new Map<string, RecentPayload>();
  #totalBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get(key: string): Uint8Array | undefined {
    const payload = this.#payloads.get(key);
    if (payload === undefined) return undefined;
    this.#payloads.delete(key);
    this.#payloads.set(key, payload);
    return payload.bytes;
  }

  /** When a payload was known to be in the store, in milliseconds since 1970; `-Infinity` when that is not known here. */
  writtenMs(key: string): number {
    return this.#payloads.get(key)?.writtenMs ?? -Infinity;
  }

  add(key: string, bytes: Uint8Array, writtenMs = -Infinity): void {
    if (bytes.length > this.#limitBytes) return;
    const known = this.#payloads.get(key);
    this.#payloads.delete(key);
    this.#payloads.set(key, { bytes, writtenMs: Math.max(writtenMs, known?.writtenMs ?? -Infinity) });
    if (known === undefined) this.#totalBytes += bytes.length;
    for (const [oldest, dropped] of this.#payloads) {
      if (this.#totalBytes <= this.#limitBytes) break;
      this.#payloads.delete(oldest);
      this.#totalBytes -= dropped.bytes.length;
    }
  }
}
