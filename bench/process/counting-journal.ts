import type { Journal } from 'onceward/worker';

/** A journal that also adds up what it was given, as bytes of JSON. */
export function countingJournal(journal: Journal): Journal & { bytes(): number } {
  let bytes = 0;
  return {
    name: journal.name,
    get: (key) => journal.get(key),
    async put(record) {
      bytes += Buffer.byteLength(JSON.stringify(record));
      await journal.put(record);
    },
    close: () => journal.close(),
    rows: () => journal.rows(),
    forget: (keys) => journal.forget(keys),
    bytes: () => bytes,
  };
}
