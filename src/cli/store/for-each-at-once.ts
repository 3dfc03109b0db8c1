/** Calls `action` for each item, a few at a time. The first error ends it. */
export async function forEachAtOnce<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  action: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  try {
    for await (const item of items) {
      // One that failed stays, so that the race is lost to it.
      if (underWay.size >= atOnce) await Promise.race(underWay);
      const running: Promise<void> = action(item).then(() => void underWay.delete(running));
      underWay.add(running);
      running.catch(() => undefined);
    }
    await Promise.all(underWay);
  } finally {
    await Promise.allSettled(underWay);
  }
}
