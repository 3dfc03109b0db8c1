/** The entry `onceward/langchain/workflow`: LangChain in workflow code. Runs in the sandbox. */
export { chatModelStub } from './workflow/chat-model-stub.js';
export { embeddingsStub } from './workflow/embeddings-stub.js';
export { mcpTools } from './workflow/mcp-tools.js';
export { proxyTool } from './workflow/proxy-tool.js';
export { retrieverStub } from './workflow/retriever-stub.js';
export { toolStub } from './workflow/tool-stub.js';
