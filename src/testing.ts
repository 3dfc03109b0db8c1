/** The entry `onceward/testing`: for tests and local runs. Node only. */
export { ReplayFailed, type FailedReplay, type ReplayFailedReason } from './shared/errors/replay-failed.js';
export { TimeSkippingServerNotFound } from './shared/errors/time-skipping-server-not-found.js';
export { WorkerProcessFailed } from './shared/errors/worker-process-failed.js';
export { adapterContract } from './testing/adapter-contract/adapter-contract.js';
export type { AdapterContractOptions } from './testing/adapter-contract/contract-options.js';
export { blobStoreContract, type BlobStoreContractOptions } from './testing/blob-store-contract/blob-store-contract.js';
export type { StoreUnderTest } from './testing/blob-store-contract/store-under-test.js';
export type { DevServer, DevServerOptions } from './testing/dev-server/dev-server.js';
export { startDevServer } from './testing/dev-server/start-dev-server.js';
export { expectHistory, type HistoryLimits } from './testing/history/expect-history.js';
export { expectNoSecret } from './testing/history/expect-no-secret.js';
export { journalContract, type JournalContractOptions } from './testing/journal-contract/journal-contract.js';
export { ledgerContract, type LedgerContractOptions } from './testing/ledger-contract/ledger-contract.js';
export { readHistory } from './testing/history/read-history.js';
export type { HistoryText, RawHistory, RecordedActivity, RecordedHistory } from './testing/history/recorded-history.js';
export { expectReplays, type ReplayableHistory } from './testing/replay/expect-replays.js';
export type { ReplayOptions } from './worker/replay/replay-options.js';
export { expectBill } from './testing/provider/expect-bill.js';
export type { JournaledRequest, ProviderBill } from './testing/provider/journaled-request.js';
export type { ProviderScript, ScriptedProvider, ScriptedProviderOptions } from './testing/provider/scripted-provider.js';
export type {
  EmbeddingReply,
  ErrorReply,
  JsonReply,
  ScriptedReply,
  ScriptedToolCall,
  ScriptedUsage,
  TextReply,
  ToolCallReply,
} from './testing/provider/scripted-reply.js';
export type { ScriptedMessage, ScriptedRequest } from './testing/provider/scripted-request.js';
export { startScriptedProvider } from './testing/provider/start-scripted-provider.js';
export type { TestFramework } from './testing/test-framework.js';
export { startWorkerProcess } from './testing/worker-process/start-worker-process.js';
export { expectRows, type RowsExpectation } from './testing/rows/expect-rows.js';
export { startTimeSkippingServer } from './testing/time-skipping/start-time-skipping-server.js';
export type { TimeSkippingServer, TimeSkippingServerOptions } from './testing/time-skipping/time-skipping-server.js';
export type { KillWait, WorkerProcess, WorkerProcessOptions } from './testing/worker-process/worker-process.js';
