import type { Adapter } from '../../../src/worker/adapter.js';
import { langchainConversation } from '../shared/conversation.js';
import { chatModelKind } from './chat-model-kind.js';
import { embeddingsKind } from './embeddings-kind.js';
import { retrieverKind } from './retriever-kind.js';
import { toolKind } from './tool-kind.js';

const SANDBOX = import.meta.resolve('onceward/langchain/sandbox');

/**
 * Lets a worker run durable LangChain chat models, tools, retrievers and embeddings, and workflows run `createAgent` and LangGraph.
 *
 * @example
 * ```ts
 * new OncewardPlugin({ modules: [tools, models], adapters: [langchain()] });
 * ```
 */
export function langchain(): Adapter {
  return {
    name: 'langchain',
    conversation: langchainConversation,
    source: { module: import.meta.resolve('onceward/langchain/worker'), export: 'langchain' },
    kinds: {
      'langchain/chat-model': chatModelKind,
      'langchain/tool': toolKind,
      'langchain/retriever': retrieverKind,
      'langchain/embeddings': embeddingsKind,
    },
    recognize(target) {
      if ('_generate' in target && 'bindTools' in target) return 'langchain/chat-model';
      if ('embedDocuments' in target && 'embedQuery' in target) return 'langchain/embeddings';
      if ('_getRelevantDocuments' in target) return 'langchain/retriever';
      return 'schema' in target && 'invoke' in target && 'name' in target ? 'langchain/tool' : undefined;
    },
    replacements: [
      {
        request: /^(node:)?async_hooks$/,
        importedBy: /[\\/]node_modules[\\/](@langchain|langchain|langsmith)[\\/]/,
        module: SANDBOX,
      },
    ],
    // The sandbox freezes Error, and strict code that assigns to what is frozen throws.
    sourceFixes: [
      {
        files: /[\\/]node_modules[\\/]@langchain[\\/]langgraph[\\/]dist[\\/]errors\.js$/,
        replace: /\bError\.stackTraceLimit\s*=(?!=)\s*([^;\n]+);/g,
        by: "Reflect.set(Error, 'stackTraceLimit', $1);",
      },
    ],
    interceptorModules: [SANDBOX],
  };
}
