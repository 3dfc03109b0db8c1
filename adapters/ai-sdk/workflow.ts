/** The entry `onceward/ai-sdk/workflow`: the AI SDK in workflow code. Runs in the sandbox. */
export { embedArtifact, type EmbedArtifactOptions, type EmbedArtifactResult } from './workflow/embed-artifact.js';
export { embeddingModelStub } from './workflow/embedding-model-stub.js';
export { imageModelStub } from './workflow/image-model-stub.js';
export { languageModelStub } from './workflow/language-model-stub.js';
export { mcpTools } from './workflow/mcp-tools.js';
export { providerStub } from './workflow/provider-stub.js';
export { proxyTool } from './workflow/proxy-tool.js';
export { rerankingModelStub } from './workflow/reranking-model-stub.js';
export { runWithApprovals } from './workflow/run-with-approvals.js';
export { speechModelStub } from './workflow/speech-model-stub.js';
export { toolStub } from './workflow/tool-stub.js';
export { transcriptionModelStub } from './workflow/transcription-model-stub.js';
