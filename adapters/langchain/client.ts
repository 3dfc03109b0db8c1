/** The entry `onceward/langchain/client`: reading the conversations of LangChain models back. Web-standard, no Node. */
export { langchainConversation } from './shared/conversation.js';
export { openDocuments, putDocuments, type DocumentsArtifact } from './shared/documents-artifact.js';
