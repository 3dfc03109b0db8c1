/** The entry `onceward/client`: for whatever starts and answers runs. Web-standard, no Node. */
export { oncewardClient, type OncewardClient, type OncewardClientOptions } from './client/client-plugin.js';
export { approvalTokens, type ApprovalGrant, type ApprovalTokens, type ApprovalTokensOptions } from './tokens/approval-tokens.js';
export {
  approvalsClient,
  type ApprovalsClient,
  type ApprovalsClientOptions,
  type ChainOptions,
  type PendingApproval,
} from './client/approvals/approvals-client.js';
export {
  conversationClient,
  type ConversationClient,
  type ConversationClientOptions,
  type SendOptions,
} from './client/conversations/conversation-client.js';
export { eventsClient, type DeliverOptions, type EventsClient, type EventsClientOptions } from './client/events/events-client.js';
export { createEventHandler, type AddressedEvent, type EventHandlerOptions } from './client/events/http/event-handler.js';
export type { IncomingWebhook } from './client/events/http/incoming-webhook.js';
export { unreadableReason } from './client/runs/unreadable-reason.js';
export { createApprovalHandler, type ApprovalHandlerOptions, type Person } from './client/approvals/http/approval-handler.js';
export type { ApprovalListing, ListOptions } from './client/approvals/list-approvals.js';
export {
  runsClient,
  type RunsClient,
  type RunStartOptions,
  type RunState,
  type RunUpdateOptions,
  type UpdatedRun,
} from './client/runs/runs-client.js';
export type { ForkOptions } from './client/runs/fork/fork-options.js';
export type { PlannedFork, StartedForkRun } from './client/runs/fork/fork-run.js';
export type { ForkStep } from './client/runs/fork/fork-steps.js';
export type { WhenChanged } from './shared/contract/fork.js';
export { codecServer, type CodecServerOptions } from './client/codec-server.js';
export { readTranscript, type TranscriptOptions, type TranscriptStep } from './client/transcript/read-transcript.js';
export { eventTokens, type EventTokens, type EventTokensOptions } from './tokens/event-tokens.js';
export type { TokenSecret } from './tokens/token-secret.js';
export type { CapturedExchange, CapturedMessage } from './shared/contract/captured-exchange.js';
export type { ConversationForm } from './shared/chain/conversation-form.js';
