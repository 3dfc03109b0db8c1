/** The entry `onceward`: pure and deterministic, safe in workflow code and in Node. */
export type { ActivityKind } from './shared/contract/activity-kind.js';
export {
  APPROVAL_DECIDE,
  APPROVAL_LOOK_UP,
  APPROVAL_PENDING,
  type ApprovalAction,
  type ApprovalAnswer,
  type ApprovalDecision,
  type ApprovalEvent,
  type ApprovalItem,
  type ApprovalRequest,
  type ApprovalState,
  type ItemAnswer,
  type ItemDecision,
} from './shared/contract/approval.js';
export { APPROVAL_ATTRIBUTE, APPROVAL_ATTRIBUTE_TYPE, APPROVAL_WAITING } from './shared/contract/approval-attribute.js';
export {
  CONVERSATION_CLOSE,
  CONVERSATION_STATE,
  CONVERSATION_TURN,
  type ConversationCarry,
  type ConversationState,
  type ConversationTurn,
  type TurnAnswer,
} from './shared/contract/conversation.js';
export { isArtifactReference, type Artifact, type ArtifactReference } from './shared/contract/artifact-reference.js';
export type { Hash, Json } from './shared/contract/json.js';
export {
  EVENT_DELIVER,
  EVENT_LOOK_UP,
  EVENT_WAITING,
  type EventGrant,
  type EventReceipt,
  type EventState,
  type RunEvent,
} from './shared/contract/run-event.js';
export type { PinnedConfig } from './shared/contract/pinned-config.js';
export type { RunContext } from './shared/contract/run-context.js';
export type { ToolApproval } from './shared/contract/tool-approval.js';
export type { UsageRecord } from './shared/contract/usage-record.js';
export type { ArtifactContent } from './shared/artifacts/artifact-content.js';
export type { ArtifactOptions, Artifacts, OpenArtifact } from './shared/artifacts/artifacts.js';
export { isTemporaryKey, keyPrefixOf } from './shared/artifacts/artifact-key.js';
export { hashesIn, hashOfKey, payloadKeysIn } from './shared/artifacts/hashes-in-text.js';
export { assertBlobKey } from './shared/artifacts/blob-key.js';
export type { BlobContent, BlobInfo, BlobPutOptions, BlobRange, BlobStore } from './shared/artifacts/blob-store.js';
export { FLOAT32_MEDIA_TYPE, openVectors, putVectors, type VectorsArtifact } from './shared/artifacts/vectors.js';
export { artifactOf, toFile, type ArtifactFile } from './shared/files/to-file.js';
export { durableContext, inDurableStep, type DurableContext } from './shared/context/durable-context.js';
export type { ProviderJob, ProviderJobState } from './shared/context/provider-job.js';
export type { Durable, FactoryOptions } from './shared/durable/create-durable.js';
export { defineTool, type ToolDefinition, type ToolDefinitionOptions } from './shared/durable/define-tool.js';
export { durableModule, type DurableModuleOptions } from './shared/durable/durable-module.js';
export type { OutcomeCheck, OutcomeVerifier, SideEffect, UnknownOutcomePolicy } from './shared/durable/side-effect.js';
export type {
  AuthContext,
  CallOptions,
  CallSiteOptions,
  DurableOptions,
  KeyContext,
  RetryOptions,
} from './shared/durable/durable-options.js';
export type { Toolbox } from './shared/durable/toolbox.js';
export { implementTool, type ImplementedTool } from './shared/durable/implement-tool.js';
export { ERROR_CODES, type ErrorCode } from './shared/errors/error-code.js';
export { WorkflowsNotLoadable } from './shared/errors/workflows-not-loadable.js';
export { OncewardError } from './shared/errors/onceward-error.js';
export { StepFailed } from './shared/errors/step-failed.js';
export { callNameOf } from './shared/chain/call-name.js';
export { isResultReference, type ResultReference } from './shared/chain/result-reference.js';
export { classifyError } from './shared/failures/classify-error.js';
export type { FailureContext } from './shared/failures/failure-context.js';
export { failureTypeOf } from './shared/failures/failure-type.js';
export { CATEGORIES, type Category } from './shared/failures/category.js';
export type { Verdict } from './shared/failures/verdict.js';
export type { Duration } from './shared/options/duration.js';
export type { DriftResponse } from './shared/policy/drift-response.js';
export { DEFAULT_POLICIES, ONCE_POLICY } from './shared/policy/default-policies.js';
export type { ConfigDrift } from './shared/versions/config-drift.js';
export type { ChangeDefinition, Changes, ChangeScope, ChangeState } from './shared/versions/change.js';
export { defineChanges } from './shared/versions/define-changes.js';
export { changeOfPatch, patchIdOf } from './shared/versions/patch-id.js';
export { ApprovalExpired } from './shared/errors/approval-expired.js';
export { ApprovalRefused, type ApprovalRefusal, type ApprovalRefusalKind } from './shared/errors/approval-refused.js';
export { ChangeRefused } from './shared/errors/change-refused.js';
export { CompensationFailed, type StandingEffect } from './shared/errors/compensation-failed.js';
export { ConfigDrifted } from './shared/errors/config-drifted.js';
export { DecryptionFailed } from './shared/errors/decryption-failed.js';
export { DuplicateActivity } from './shared/errors/duplicate-activity.js';
export { EmbedderMismatch, type EmbedderIdentity } from './shared/errors/embedder-mismatch.js';
export { EventRefused, type EventRefusal, type EventRefusalKind } from './shared/errors/event-refused.js';
export { EventTimedOut } from './shared/errors/event-timed-out.js';
export { ExternalStorageBroken } from './shared/errors/external-storage-broken.js';
export { IdempotencyConflict } from './shared/errors/idempotency-conflict.js';
export { ImportRefused } from './shared/errors/import-refused.js';
export { InvalidDurable } from './shared/errors/invalid-durable.js';
export { InvalidOption } from './shared/errors/invalid-option.js';
export { JournalUnavailable } from './shared/errors/journal-unavailable.js';
export { LeaseLost } from './shared/errors/lease-lost.js';
export { LedgerUnavailable } from './shared/errors/ledger-unavailable.js';
export { ModuleNotRegistered } from './shared/errors/module-not-registered.js';
export { NotDurable } from './shared/errors/not-durable.js';
export { NotInWorkflow } from './shared/errors/not-in-workflow.js';
export { OutcomeUnknown } from './shared/errors/outcome-unknown.js';
export { PayloadCorrupted } from './shared/errors/payload-corrupted.js';
export { PayloadMissing } from './shared/errors/payload-missing.js';
export { PayloadTooLarge } from './shared/errors/payload-too-large.js';
export { ForkRefused, type ForkRefusal } from './shared/errors/fork-refused.js';
export { OriginLost } from './shared/errors/origin-lost.js';
export { PromptLost } from './shared/errors/prompt-lost.js';
export { ResultDrifted } from './shared/errors/result-drifted.js';
export { ResultMisassigned } from './shared/errors/result-misassigned.js';
export { RunOver } from './shared/errors/run-over.js';
export { ServerUnreachable } from './shared/errors/server-unreachable.js';
export { StaleBundle } from './shared/errors/stale-bundle.js';
export { StoreUnavailable } from './shared/errors/store-unavailable.js';
export { StreamStalled } from './shared/errors/stream-stalled.js';
export { TemporalServerFailed } from './shared/errors/temporal-server-failed.js';
export { TemporalServerNotFound } from './shared/errors/temporal-server-not-found.js';
export { TenantMismatch } from './shared/errors/tenant-mismatch.js';
export { TokenRefused, type TokenRefusal } from './shared/errors/token-refused.js';
export { ToolChanged, type ToolChange } from './shared/errors/tool-changed.js';
export { ToolCallDenied } from './shared/errors/tool-call-denied.js';
export { ToolInputInvalid } from './shared/errors/tool-input-invalid.js';
export { TurnRefused, type TurnRefusal, type TurnRefusalKind } from './shared/errors/turn-refused.js';
export { UnknownOption } from './shared/errors/unknown-option.js';
export { UnknownStore } from './shared/errors/unknown-store.js';
export { WriteInFlight } from './shared/errors/write-in-flight.js';
