/** The entry `onceward/langchain/workflow`: LangChain in workflow code. Runs in the sandbox. */
export { chatModelStub } from './workflow/chat-model-stub.js';
export { documentCompressorStub } from './workflow/document-compressor-stub.js';
export { documentLoaderStub } from './workflow/document-loader-stub.js';
export { embedArtifact, type EmbedArtifactOptions } from './workflow/embed-artifact.js';
export { embeddingsStub } from './workflow/embeddings-stub.js';
export { mcpTools } from './workflow/mcp-tools.js';
export { proxyTool } from './workflow/proxy-tool.js';
export { retrieverStub } from './workflow/retriever-stub.js';
export { runnableStub } from './workflow/runnable-stub.js';
export { toolStub } from './workflow/tool-stub.js';
export { vectorStoreStub } from './workflow/vector-store-stub.js';
