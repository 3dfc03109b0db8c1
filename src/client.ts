/** The entry `onceward/client`: for whatever starts and answers runs. Web-standard, no Node. */
export { oncewardClient, type OncewardClient, type OncewardClientOptions } from './client/client-plugin.js';
export { approvalTokens, type ApprovalGrant, type ApprovalTokens, type ApprovalTokensOptions } from './client/approvals/approval-tokens.js';
export { codecServer, type CodecServerOptions } from './client/codec-server.js';
export { readTranscript, type TranscriptOptions, type TranscriptStep } from './client/transcript/read-transcript.js';
export type { TokenSecret } from './tokens/token-secret.js';
export type { CapturedExchange, CapturedMessage } from './shared/contract/captured-exchange.js';
export type { ConversationForm } from './shared/chain/conversation-form.js';
