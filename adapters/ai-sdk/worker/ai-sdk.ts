import type { Adapter } from '../../../src/worker/adapter.js';
import { aiSdkConversation } from '../shared/conversation.js';
import { TOOL_FAILED_HOOK } from '../shared/tool-failed-hook.js';
import { embeddingModelKind } from './embedding-model-kind.js';
import { imageModelKind } from './image-model-kind.js';
import { languageModelKind } from './language-model-kind.js';
import { providerKind } from './provider-kind.js';
import { recognize } from './recognize.js';
import { rerankingModelKind } from './reranking-model-kind.js';
import { speechModelKind } from './speech-model-kind.js';
import { toolKind } from './tool-kind.js';
import { transcriptionModelKind } from './transcription-model-kind.js';

const SANDBOX = import.meta.resolve('onceward/ai-sdk/sandbox');
const AI = /[\\/]node_modules[\\/]ai[\\/]dist[\\/]index\.js$/;

/**
 * The SDK tells each of its hooks of every step, also those that nobody gave: a third of the promises of a `generateText`. In the sandbox each costs
 * a stack trace. Where another version has other lines, they stay as they are.
 */
const WITHOUT_ABSENT_HOOKS = [
  { files: AI, replace: /\basArray\(options\.callbacks\)\.map\(/g, by: 'asArray(options.callbacks).filter(Boolean).map(' },
  {
    files: AI,
    replace: /\bfunction mergeCallbacks\(\.\.\.callbacks\) \{/g,
    by: 'function mergeCallbacks(...given) { const callbacks = given.filter(Boolean); if (callbacks.length === 0) return async () => {};',
  },
];

/** Where another version has other lines, the model is told of the failure, and the run goes on. */
const TELLS_OF_FAILED_TOOLS = {
  files: AI,
  replace: /\bcatch \(error\) \{(?=\s*const toolError = \{)/g,
  by: `catch (error) { globalThis[Symbol.for(${JSON.stringify(TOOL_FAILED_HOOK)})]?.(error, toolName);`,
};

/**
 * Lets a worker run durable models of the AI SDK, of every kind, and its tools.
 *
 * @example
 * ```ts
 * new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()] });
 * ```
 */
export function aiSdk(): Adapter {
  return {
    name: 'ai-sdk',
    conversation: aiSdkConversation,
    source: { module: import.meta.resolve('onceward/ai-sdk/worker'), export: 'aiSdk' },
    kinds: {
      'ai-sdk/language-model': languageModelKind,
      'ai-sdk/embedding-model': embeddingModelKind,
      'ai-sdk/image-model': imageModelKind,
      'ai-sdk/speech-model': speechModelKind,
      'ai-sdk/transcription-model': transcriptionModelKind,
      'ai-sdk/reranking-model': rerankingModelKind,
      'ai-sdk/provider': providerKind,
      'ai-sdk/tool': toolKind,
    },
    sourceFixes: [...WITHOUT_ABSENT_HOOKS, TELLS_OF_FAILED_TOOLS],
    recognize,
    frameworks: ['ai'],
    // A fifth of what the SDK brings into the bundle, and of no use there.
    replacements: [{ request: /^@ai-sdk\/gateway$/, importedBy: /[\\/]node_modules[\\/]ai[\\/]dist$/, module: SANDBOX }],
    interceptorModules: [SANDBOX],
  };
}
