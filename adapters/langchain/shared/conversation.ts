import type { ConversationForm } from '../../../src/shared/chain/conversation-form.js';
import { LANGCHAIN_CODEC } from './codec.js';
import { toExportedMessages } from './to-exported-messages.js';

/**
 * Conversations of LangChain, for `readTranscript`; exported as stored messages, which `mapStoredMessagesToChatMessages` of
 * `@langchain/core/messages` and LangChain's message histories read.
 */
export const langchainConversation: ConversationForm = {
  name: 'langchain',
  codec: LANGCHAIN_CODEC,
  toMessages: toExportedMessages,
};
