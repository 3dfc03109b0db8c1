import type { Adapter } from '../../../src/worker/adapter.js';
import { aiSdkConversation } from '../shared/conversation.js';
import { embeddingModelKind } from './embedding-model-kind.js';
import { languageModelKind } from './language-model-kind.js';
import { toolKind } from './tool-kind.js';

/**
 * Lets a worker run durable AI SDK models, embedding models and tools.
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
      'ai-sdk/tool': toolKind,
    },
    recognize(target) {
      if ('doGenerate' in target && 'specificationVersion' in target) return 'ai-sdk/language-model';
      if ('doEmbed' in target && 'specificationVersion' in target) return 'ai-sdk/embedding-model';
      return 'inputSchema' in target && 'execute' in target && !('invoke' in target) ? 'ai-sdk/tool' : undefined;
    },
  };
}
