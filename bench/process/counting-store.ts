import type { BlobStore } from 'onceward';

/** A store that also counts what it was given. */
export function countingStore(store: BlobStore): BlobStore & { puts(): number } {
  let puts = 0;
  return {
    name: store.name,
    location: store.location,
    async put(key, content, options) {
      puts += 1;
      await store.put(key, content, options);
    },
    get: (key) => store.get(key),
    head: (key) => store.head(key),
    move: (from, to) => store.move(from, to),
    delete: (key) => store.delete(key),
    list: (prefix) => store.list(prefix),
    puts: () => puts,
  };
}
