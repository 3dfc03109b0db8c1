import type { ConversationForm } from '../../../src/shared/chain/conversation-form.js';
import { LANGCHAIN_CODEC } from './codec.js';

/**
 * Conversations of LangChain, for `readTranscript`; exported as stored messages, which `mapStoredMessagesToChatMessages` of
 * `@langchain/core/messages` and LangChain's message histories read.
 */
export const langchainConversation: ConversationForm = {
  name: 'langchain',
  codec: LANGCHAIN_CODEC,
  toMessages: (prompt, answer) => [...prompt, answer],
};
