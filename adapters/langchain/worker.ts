/** The entry `onceward/langchain/worker`: LangChain on the worker's side. Node only. */
export { langchain } from './worker/langchain.js';
export { openDocuments, putDocuments, type DocumentsArtifact } from './shared/documents-artifact.js';
export { withRecordManager, type RecordedVectorStore } from './worker/record-manager-of.js';
