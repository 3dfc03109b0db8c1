/** What one request to a provider, or one activity, may hold. */
export interface BatchLimits {
  readonly items: number;
  /** As `bytesOf` counts them. An item that is larger goes alone. */
  readonly bytes: number;
}

/** Cuts a list into batches, in its order: as few as fill up one after the other. */
export function toBatches<Item>(items: readonly Item[], limits: BatchLimits, bytesOf: (item: Item) => number): Item[][] {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const item of items) {
    const ownBytes = bytesOf(item);
    const last = batches.at(-1);
    if (last === undefined || last.length >= limits.items || bytes + ownBytes > limits.bytes) {
      batches.push([item]);
      bytes = ownBytes;
    } else {
      last.push(item);
      bytes += ownBytes;
    }
  }
  return batches;
}
