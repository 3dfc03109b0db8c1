/** The entry `onceward/ai-sdk/workflow`: the AI SDK in workflow code. Runs in the sandbox. */
export { embeddingModelStub } from './workflow/embedding-model-stub.js';
export { languageModelStub } from './workflow/language-model-stub.js';
export { mcpTools } from './workflow/mcp-tools.js';
export { proxyTool } from './workflow/proxy-tool.js';
export { toolStub } from './workflow/tool-stub.js';
