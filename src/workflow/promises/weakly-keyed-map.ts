interface Reference<Key extends object> {
  deref(): Key | undefined;
}

interface Entry<Key extends object, Value> {
  readonly reference: Reference<Key>;
  readonly value: Value;
}

/** With fewer, those that were collected are not worth looking for. */
const FEWEST_TO_SWEEP = 64;

/**
 * A map whose keys nobody has to delete: one that nothing else holds is collected, and what stands under it. What it lists depends on when that
 * happens, so nothing that a workflow does may.
 */
export class WeaklyKeyedMap<Key extends object, Value> {
  readonly #entries = new WeakMap<Key, Entry<Key, Value>>();
  readonly #references = new Set<Reference<Key>>();
  readonly #Reference: new (key: Key) => Reference<Key>;
  #sweepAt = FEWEST_TO_SWEEP;

  constructor(Reference: new (key: Key) => Reference<Key>) {
    this.#Reference = Reference;
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  set(key: Key, value: Value): this {
    const reference = this.#entries.get(key)?.reference ?? this.#refer(key);
    this.#entries.set(key, { reference, value });
    return this;
  }

  delete(key: Key): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#references.delete(entry.reference);
    return this.#entries.delete(key);
  }

  *keys(): Generator<Key> {
    for (const reference of this.#references) {
      const key = reference.deref();
      if (key !== undefined) yield key;
    }
  }

  *values(): Generator<Value> {
    for (const key of this.keys()) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) yield entry.value;
    }
  }

  #refer(key: Key): Reference<Key> {
    if (this.#references.size >= this.#sweepAt) this.#sweep();
    const reference = new this.#Reference(key);
    this.#references.add(reference);
    return reference;
  }

  #sweep(): void {
    for (const reference of this.#references) if (reference.deref() === undefined) this.#references.delete(reference);
    this.#sweepAt = Math.max(FEWEST_TO_SWEEP, 2 * this.#references.size);
  }
}
