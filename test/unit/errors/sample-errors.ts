import { ApprovalExpired } from '../../../src/shared/errors/approval-expired.ts';
import { ApprovalRefused } from '../../../src/shared/errors/approval-refused.ts';
import { ChangeRefused } from '../../../src/shared/errors/change-refused.ts';
import { CompensationFailed } from '../../../src/shared/errors/compensation-failed.ts';
import { ConfigDrifted } from '../../../src/shared/errors/config-drifted.ts';
import { DecryptionFailed } from '../../../src/shared/errors/decryption-failed.ts';
import { DuplicateActivity } from '../../../src/shared/errors/duplicate-activity.ts';
import type { ErrorCode } from '../../../src/shared/errors/error-code.ts';
import { EmbedderMismatch } from '../../../src/shared/errors/embedder-mismatch.ts';
import { EventRefused } from '../../../src/shared/errors/event-refused.ts';
import { EventTimedOut } from '../../../src/shared/errors/event-timed-out.ts';
import { ExternalStorageBroken } from '../../../src/shared/errors/external-storage-broken.ts';
import { ForkRefused } from '../../../src/shared/errors/fork-refused.ts';
import { IdempotencyConflict } from '../../../src/shared/errors/idempotency-conflict.ts';
import { ImportRefused } from '../../../src/shared/errors/import-refused.ts';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.ts';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';
import { JournalUnavailable } from '../../../src/shared/errors/journal-unavailable.ts';
import { LeaseLost } from '../../../src/shared/errors/lease-lost.ts';
import { LedgerUnavailable } from '../../../src/shared/errors/ledger-unavailable.ts';
import { ModuleNotRegistered } from '../../../src/shared/errors/module-not-registered.ts';
import { NotDurable } from '../../../src/shared/errors/not-durable.ts';
import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.ts';
import type { OncewardError } from '../../../src/shared/errors/onceward-error.ts';
import { OriginLost } from '../../../src/shared/errors/origin-lost.ts';
import { OutcomeUnknown } from '../../../src/shared/errors/outcome-unknown.ts';
import { PayloadCorrupted } from '../../../src/shared/errors/payload-corrupted.ts';
import { PayloadMissing } from '../../../src/shared/errors/payload-missing.ts';
import { PayloadTooLarge } from '../../../src/shared/errors/payload-too-large.ts';
import { PromptLost } from '../../../src/shared/errors/prompt-lost.ts';
import { ReplayFailed } from '../../../src/shared/errors/replay-failed.ts';
import { ResultDrifted } from '../../../src/shared/errors/result-drifted.ts';
import { ResultMisassigned } from '../../../src/shared/errors/result-misassigned.ts';
import { RunOver } from '../../../src/shared/errors/run-over.ts';
import { TurnRefused } from '../../../src/shared/errors/turn-refused.ts';
import { ServerUnreachable } from '../../../src/shared/errors/server-unreachable.ts';
import { StaleBundle } from '../../../src/shared/errors/stale-bundle.ts';
import { StepFailed } from '../../../src/shared/errors/step-failed.ts';
import { StoreUnavailable } from '../../../src/shared/errors/store-unavailable.ts';
import { StreamStalled } from '../../../src/shared/errors/stream-stalled.ts';
import { TemporalServerFailed } from '../../../src/shared/errors/temporal-server-failed.ts';
import { TemporalServerNotFound } from '../../../src/shared/errors/temporal-server-not-found.ts';
import { TenantMismatch } from '../../../src/shared/errors/tenant-mismatch.ts';
import { TimeSkippingServerNotFound } from '../../../src/shared/errors/time-skipping-server-not-found.ts';
import { TokenRefused } from '../../../src/shared/errors/token-refused.ts';
import { ToolChanged } from '../../../src/shared/errors/tool-changed.ts';
import { ToolCallDenied } from '../../../src/shared/errors/tool-call-denied.ts';
import { ToolInputInvalid } from '../../../src/shared/errors/tool-input-invalid.ts';
import { UnknownOption } from '../../../src/shared/errors/unknown-option.ts';
import { UnknownStore } from '../../../src/shared/errors/unknown-store.ts';
import { WorkerProcessFailed } from '../../../src/shared/errors/worker-process-failed.ts';
import { WorkflowsNotLoadable } from '../../../src/shared/errors/workflows-not-loadable.ts';
import { WriteInFlight } from '../../../src/shared/errors/write-in-flight.ts';

const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const OTHER_SHA256 = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';

/** One error of each code, as it is really made. The docs pages show their messages. */
export const SAMPLE_ERRORS: Readonly<Record<ErrorCode, OncewardError>> = {
  ForkRefused: new ForkRefused({
    kind: 'unknown-step',
    workflowId: 'claim-7',
    reason: 'it has 40 answered model calls, so there is no number 41',
    hint: "The last one is 40. A dry run from 'end' lists the steps with their keys and events.",
  }),
  OriginLost: new OriginLost({ workflowId: 'claim-7', runId: '0198c3f0-7c1a-7d2e-9a44-3c5d6e7f8091' }),
  ApprovalExpired: new ApprovalExpired({ id: 'publish', title: 'Publish the answer?' }),
  ApprovalRefused: new ApprovalRefused({
    id: 'publish',
    kind: 'decided',
    reason: 'it was already decided: approve by ada at 2026-01-02T09:00:00.000Z',
  }),
  ChangeRefused: new ChangeRefused({
    change: 'use-reranker',
    problem: 'was removed, and is used',
    hint: 'Call the code of its new path directly. For another change, take another id: this one stands in histories.',
  }),
  CompensationFailed: new CompensationFailed({
    saga: 'booking',
    takenBack: ['hotel'],
    standing: [{ step: 'seat', reason: 'cancelSeat failed (not_found): HttpError: 404' }],
    unknown: [],
    cause: new Error('payment failed'),
  }),
  ConfigDrifted: new ConfigDrifted({ changes: ['model gpt-5 → gpt-6', 'tool searchWeb gone'] }),
  DecryptionFailed: new DecryptionFailed({ keyId: 'k1', cause: undefined }),
  DuplicateActivity: new DuplicateActivity({
    activityType: 'tool.search',
    one: "'search' of /app/web-tools.ts",
    other: "'search' of /app/crm-tools.ts",
  }),
  EventRefused: new EventRefused({ name: 'payment', kind: 'misfit', reason: 'its data does not fit: amount: Too big' }),
  EventTimedOut: new EventTimedOut({ name: 'payment', waited: '3 d' }),
  ExternalStorageBroken: new ExternalStorageBroken({ problem: 'type must be a Type', cause: undefined }),
  IdempotencyConflict: new IdempotencyConflict({ step: 'function.writeCrm', key: 'ow1_b1946ac9' }),
  ImportRefused: new ImportRefused({
    problem: 'which is a chat model or embeddings of a provider',
    chain: ['/app/workflows.ts', '/app/agent.ts', '@langchain/openai/dist/index.js'],
    hint: 'Make it in a durable module, as `export const model = durable(new ChatOpenAI(…))`, and import it from there.',
  }),
  InvalidDurable: new InvalidDurable({
    what: "'searchWeb' of /app/tools.ts",
    problem: 'is nothing that ai-sdk can run',
    hint: 'Add the adapter of its framework to `new OncewardPlugin({ adapters: [...] })`, or wrap the call in an async function.',
  }),
  InvalidOption: new InvalidOption({
    where: 'durable(searchWeb)',
    option: 'p99',
    problem: "is '30 sconds', which is no duration",
    hint: "Give milliseconds as a number of 0 or more, or a text with its unit: '500ms', '30s', '5 minutes'.",
  }),
  JournalUnavailable: new JournalUnavailable({
    journal: '.onceward/journal.sqlite',
    problem: 'is locked by another process',
    hint: 'Stop the other process.',
  }),
  LeaseLost: new LeaseLost({ key: 'ow1_b1946ac9', fence: 1 }),
  LedgerUnavailable: new LedgerUnavailable({
    ledger: '.onceward/ledger.sqlite',
    problem: 'is locked by another process',
    hint: 'Stop the other process.',
  }),
  ModuleNotRegistered: new ModuleNotRegistered({
    file: '/app/dist/tools.js',
    chain: ['/app/src/workflows.ts'],
    registered: ['/app/src/tools.ts'],
  }),
  NotInWorkflow: new NotInWorkflow({ what: 'fetch of https://api.openai.com/v1/responses was called' }),
  NotDurable: new NotDurable({
    name: 'formatDate',
    file: '/app/tools.ts',
    chain: ['/app/workflows.ts'],
    durable: ['searchWeb', 'writeCrm'],
  }),
  OutcomeUnknown: new OutcomeUnknown({
    step: 'function.writeCrm',
    key: 'ow1_b1946ac9',
    fence: 1,
    reason: 'its worker ended before it could say',
  }),
  PayloadCorrupted: new PayloadCorrupted({
    store: 'file',
    key: `sha256/${SHA256}`,
    expected: { bytes: 4, sha256: SHA256 },
    found: { bytes: 4, sha256: OTHER_SHA256 },
  }),
  PayloadMissing: new PayloadMissing({
    store: 'file',
    location: '/app/.onceward/artifacts',
    key: `sha256/${SHA256}`,
    others: [{ name: 's3', location: 's3://agents/artifacts' }],
  }),
  PayloadTooLarge: new PayloadTooLarge({
    what: 'The input of tool.ocr',
    bytes: 21_300_000,
    limitBytes: 16_777_216,
    paths: [{ path: '[0].pages[3].image', bytes: 13_100_000 }],
  }),
  PromptLost: new PromptLost({ step: 'model.model', problem: 'its worker asked again for a prompt that it was sent whole' }),
  ReplayFailed: new ReplayFailed({
    failures: [{ workflowId: 'claim-7', reason: 'nondeterminism', problem: 'the code does something else than it says' }],
    histories: 1,
  }),
  ResultDrifted: new ResultDrifted({ activityType: 'tool.searchWeb', key: 'b1946ac9' }),
  ResultMisassigned: new ResultMisassigned({ activityType: 'tool.searchWeb', key: 'b1946ac9', otherCall: '591785b7' }),
  RunOver: new RunOver({ workflowId: 'payInvoice/invoice-7', update: 'approve' }),
  TurnRefused: new TurnRefused({ id: 'turn-7', kind: 'closed', reason: 'the conversation ends, and takes no further turn' }),
  ServerUnreachable: new ServerUnreachable({ address: 'localhost:7233', cause: new Error('tcp connect error') }),
  StaleBundle: new StaleBundle({ bundle: SHA256, worker: OTHER_SHA256 }),
  StepFailed: new StepFailed({
    step: 'tool.searchWeb',
    name: 'searchWeb',
    category: 'auth',
    retryable: false,
    summary: '401 Unauthorized: invalid API key',
  }),
  StoreUnavailable: new StoreUnavailable({
    store: 's3',
    location: 's3://agents/artifacts',
    problem: 'refuses: AccessDenied (403)',
    hint: 'Give the client credentials that may read, write, list and delete under the prefix.',
    retryable: false,
  }),
  StreamStalled: new StreamStalled({ chunks: 3, idleMs: 60_000 }),
  TemporalServerFailed: new TemporalServerFailed({ problem: 'The port 7233 is taken by another process', hint: 'Leave out `port`.' }),
  TemporalServerNotFound: new TemporalServerNotFound({ tried: ['`temporal` on the PATH: not found', 'a download: no network'] }),
  TenantMismatch: new TenantMismatch({ key: `tenants/acme/sha256/${SHA256}`, tenant: 'globex', referenceTenant: 'acme' }),
  TimeSkippingServerNotFound: new TimeSkippingServerNotFound({
    tried: ['`temporal-test-server` on the PATH: there is no such program', 'Java and Maven: `java -version`: there is no such program'],
  }),
  TokenRefused: new TokenRefused({ kind: 'expired', at: '2026-01-09T09:00:00.000Z' }),
  EmbedderMismatch: new EmbedderMismatch({
    index: 'handbook',
    had: { id: 'text-embedding-3-small', dimensions: 1_536 },
    got: { id: 'text-embedding-3-large', dimensions: 3_072 },
  }),
  ToolChanged: new ToolChanged({ tool: 'create_issue', server: 'github', change: 'changed', takes: ['title', 'labels'] }),
  ToolCallDenied: new ToolCallDenied({ tool: 'payBack', reason: 'ada did not allow it: too much' }),
  ToolInputInvalid: new ToolInputInvalid({
    tool: 'searchWeb',
    issues: [{ message: 'Invalid input: expected string, received number', path: ['query'] }],
  }),
  UnknownOption: new UnknownOption({
    where: 'new OncewardPlugin()',
    option: 'module',
    suggestion: 'modules',
    known: ['modules', 'adapters'],
  }),
  UnknownStore: new UnknownStore({ store: 's3', known: ['file'], key: `sha256/${SHA256}` }),
  WorkerProcessFailed: new WorkerProcessFailed({
    file: 'test/worker.ts',
    problem: 'was not ready after 60000 ms',
    hint: "Its program says that it is ready with the line `process.send?.('ready')`, after `Worker.create`.",
    logTail: '',
  }),
  WorkflowsNotLoadable: new WorkflowsNotLoadable({
    problem: 'ReferenceError: Buffer is not defined',
    chain: ['/app/workflows.ts', '/app/agent.ts', 'some-middleware/dist/index.js'],
  }),
  WriteInFlight: new WriteInFlight({ step: 'function.writeCrm', key: 'ow1_b1946ac9', remainingMs: 7_000 }),
};
