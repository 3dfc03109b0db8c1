/** The entry `onceward/langchain/sqlite-vec`: a vector store in an SQLite file, with its record of what it holds. Node only. */
export { SqliteVectorStore, type SqliteVectorStoreOptions } from './worker/sqlite-vec/sqlite-vector-store.js';
