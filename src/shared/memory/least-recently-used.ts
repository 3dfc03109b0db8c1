interface Entry<Value> {
  readonly value: Value;
  readonly size: number;
}

/** Values in memory by key, up to a total size; the one used longest ago goes first. */
export class LeastRecentlyUsed<Value> {
  readonly #limit: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #entries = new Map<string, Entry<Value>>();
  #total = 0;

  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit;
    this.#sizeOf = sizeOf;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** What a key has, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Takes the place of what the key had. A value larger than all of the room is not kept. */
  set(key: string, value: Value): void {
    const size = this.#sizeOf(value);
    if (size > this.#limit) return;
    this.#total += size - (this.#entries.get(key)?.size ?? 0);
    this.#entries.delete(key);
    this.#entries.set(key, { value, size });
    for (const [oldest, dropped] of this.#entries) {
      if (this.#total <= this.#limit) return;
      this.#entries.delete(oldest);
      this.#total -= dropped.size;
    }
  }
}
