/** The entry `onceward/worker`: for the process that runs workflows and activities. Node only. */
export type { Adapter, DurableKind, StepCall, StubSource } from './worker/adapter.js';
export type { LibraryReplacement } from './worker/bundler/library-replacement.js';
export type { SourceFix } from './worker/bundler/source-fix.js';
export type { Journal, JournalRecord } from './worker/journal/journal.js';
export { memoryJournal } from './worker/journal/memory-journal.js';
export { sqliteJournal } from './worker/journal/sqlite-journal.js';
export type { Ledger, LedgerFailure, LedgerRequest, LedgerResult, LedgerState } from './worker/ledger/ledger.js';
export { memoryLedger } from './worker/ledger/memory-ledger.js';
export { sqliteLedger, type SqliteLedgerOptions } from './worker/ledger/sqlite-ledger.js';
export { connect, type WorkerConnection } from './worker/plugin/connect.js';
export { OncewardPlugin, type RegisteredActivity } from './worker/plugin/onceward-plugin.js';
export type { OncewardPluginOptions } from './worker/plugin/plugin-options.js';
export { createArtifacts } from './worker/stores/create-artifacts.js';
export { fileStore } from './worker/stores/file-store.js';
export type { PayloadOptions } from './payloads/payload-options.js';
export type { EncryptionOptions } from './payloads/encryption/encryption-options.js';
export { memoryStore } from './worker/stores/memory-store.js';
