import type { Adapter } from '../adapter.js';

/** Tells the adapters that a worker starts, and gives the way to tell them that it has ended. */
export function openAdapters(adapters: readonly Adapter[] = []): () => Promise<void> {
  const closers = adapters.flatMap((adapter) => adapter.open?.() ?? []);
  return async () => {
    await Promise.all(closers.map((close) => close()));
  };
}
