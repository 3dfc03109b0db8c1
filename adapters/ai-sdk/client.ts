/** The entry `onceward/ai-sdk/client`: reading the conversations of AI SDK models back. Web-standard, no Node. */
export { aiSdkConversation } from './shared/conversation.js';
