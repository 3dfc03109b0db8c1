import type { RecordManagerInterface } from '@langchain/core/indexing';
import type { VectorStore } from '@langchain/core/vectorstores';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';

/** A vector store that knows what is indexed in it. */
export type RecordedVectorStore<Store extends VectorStore = VectorStore> = Store & { readonly recordManager: RecordManagerInterface };

/**
 * A vector store with a record of what `indexDocuments` put into it. The record belongs where the vectors are, such as into the same database: together they
 * survive, or neither does. `SqliteVectorStore` has its own.
 *
 * @example
 * ```ts
 * export const handbook = durable(withRecordManager(new PGVectorStore(embeddings, config), new PostgresRecordManager('handbook', config)));
 * ```
 */
export function withRecordManager<Store extends VectorStore>(
  store: Store,
  recordManager: RecordManagerInterface,
): RecordedVectorStore<Store> {
  return Object.defineProperty(store, 'recordManager', {
    value: recordManager,
    enumerable: false,
    configurable: true,
  }) as RecordedVectorStore<Store>;
}

/** @throws InvalidOption when the store has none */
export function recordManagerOf(store: VectorStore): RecordManagerInterface {
  const { recordManager } = store as Partial<RecordedVectorStore>;
  if (typeof recordManager?.listKeys === 'function') return recordManager;
  throw new InvalidOption({
    where: 'indexDocuments()',
    option: 'vectorStore',
    problem: `is a vector store (${store._vectorstoreType()}) without a record of what is indexed in it`,
    hint: 'Export durable(withRecordManager(store, recordManager)), with a record manager beside the vectors; SqliteVectorStore has one.',
  });
}
