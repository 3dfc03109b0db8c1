import type { Adapter } from '../../../src/worker/adapter.js';
import { NEXT_TRY_HOOK } from '../shared/next-try-hook.js';
import { NAMED_MODEL_HOOK } from '../shared/named-model-hook.js';
import { langchainConversation } from '../shared/conversation.js';
import { APPROVED_BESIDE_DENIED } from './approved-beside-denied.js';
import { chatModelKind } from './chat-model-kind.js';
import { isConfigurable } from './configurable-model.js';
import { configurableModelKind } from './configurable-model-kind.js';
import { DEEPAGENTS_FIX, deepagentsReplacements } from './deepagents-in-the-sandbox.js';
import { documentCompressorKind } from './document-compressor-kind.js';
import { documentLoaderKind } from './document-loader-kind.js';
import { embeddingsKind } from './embeddings-kind.js';
import { MIDDLEWARE_IS_SEEN } from './middleware-is-seen.js';
import { LANGCHAIN_REFUSALS } from './refusals.js';
import { READS_IN_A_LOOP } from './reads-in-a-loop.js';
import { retrieverKind } from './retriever-kind.js';
import { runnableKind } from './runnable-kind.js';
import { textSplitterKind } from './text-splitter-kind.js';
import { toolKind } from './tool-kind.js';
import { vectorStoreKind } from './vector-store-kind.js';

/** Imports a model's package by the name that somebody gave: a bundle has none that is looked for while it runs. */
const REFUSES_NAMED_MODELS = {
  files: /[\\/]node_modules[\\/]langchain[\\/]dist[\\/]chat_models[\\/]universal\.(?:js|cjs)$/,
  replace: /\bawait import\(config\.package\)/g,
  by: `globalThis[Symbol.for(${JSON.stringify(NAMED_MODEL_HOOK)})](config.package)`,
};

const CANCELS_THE_NEXT_TRY = {
  files: /[\\/]node_modules[\\/]@langchain[\\/]langgraph[\\/]dist[\\/]pregel[\\/]retry\.js$/,
  replace: /\bawait new Promise\(\(resolve\) => setTimeout\(resolve, sleepMs\)\)/g,
  by: `await globalThis[Symbol.for(${JSON.stringify(NEXT_TRY_HOOK)})](sleepMs)`,
};

const SANDBOX = import.meta.resolve('onceward/langchain/sandbox');

/**
 * LangChain races every call with the signal of its run, by a promise that never settles: it stays in memory for as long as the workflow, and each
 * race makes ten promises. Here it is one. Where another version has other lines, they stay as they are.
 */
const SETTLES_EVERY_RACE = {
  files: /[\\/]node_modules[\\/]@langchain[\\/]core[\\/]dist[\\/]utils[\\/]signal\.js$/,
  replace: /\basync function raceWithSignal\(promise, signal\) \{\s*if \(signal === void 0\) return promise;/g,
  by: [
    'function raceWithSignal(promise, signal) {',
    'if (signal === void 0) return promise;',
    'return new Promise((resolve, reject) => {',
    'const abort = () => reject(getAbortSignalError(signal));',
    'const settle = (end) => (outcome) => { signal.removeEventListener("abort", abort); end(outcome); };',
    'signal.addEventListener("abort", abort, { once: true });',
    'if (signal.aborted) abort();',
    'promise.then(settle(resolve), settle(reject));',
    '});',
  ].join(' '),
};

/**
 * Lets a worker run durable LangChain chat models, tools, embeddings, retrievers, vector stores, document compressors, loaders and text splitters, and other runnables, and workflows run `createAgent` and LangGraph.
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
      'langchain/configurable-model': configurableModelKind,
      'langchain/tool': toolKind,
      'langchain/retriever': retrieverKind,
      'langchain/vector-store': vectorStoreKind,
      'langchain/document-compressor': documentCompressorKind,
      'langchain/document-loader': documentLoaderKind,
      'langchain/text-splitter': textSplitterKind,
      'langchain/runnable': runnableKind,
      'langchain/embeddings': embeddingsKind,
    },
    recognize: nameOfKind,
    frameworks: ['langchain', '@langchain/core', '@langchain/langgraph', 'deepagents'],
    replacements: [
      {
        request: /^(node:)?async_hooks$/,
        importedBy: /[\\/]node_modules[\\/](@langchain|langchain|langsmith)[\\/]/,
        module: SANDBOX,
      },
      ...deepagentsReplacements(SANDBOX),
    ],
    // The sandbox freezes Error, and strict code that assigns to what is frozen throws.
    sourceFixes: [
      SETTLES_EVERY_RACE,
      READS_IN_A_LOOP,
      {
        files: /[\\/]node_modules[\\/]@langchain[\\/]langgraph[\\/]dist[\\/]errors\.js$/,
        replace: /\bError\.stackTraceLimit\s*=(?!=)\s*([^;\n]+);/g,
        by: "Reflect.set(Error, 'stackTraceLimit', $1);",
      },
      REFUSES_NAMED_MODELS,
      CANCELS_THE_NEXT_TRY,
      ...APPROVED_BESIDE_DENIED,
      MIDDLEWARE_IS_SEEN,
      DEEPAGENTS_FIX,
    ],
    refusals: LANGCHAIN_REFUSALS,
    interceptorModules: [SANDBOX],
  };
}

/** By its members, so that a second copy of LangChain's is recognised too. A tool is a runnable: the narrower comes first. */
function nameOfKind(target: object): string | undefined {
  if (isConfigurable(target)) return 'langchain/configurable-model';
  if ('_generate' in target && 'bindTools' in target) return 'langchain/chat-model';
  if ('embedDocuments' in target && 'embedQuery' in target) return 'langchain/embeddings';
  if ('_getRelevantDocuments' in target) return 'langchain/retriever';
  if ('similaritySearchVectorWithScore' in target) return 'langchain/vector-store';
  if ('compressDocuments' in target) return 'langchain/document-compressor';
  if ('splitDocuments' in target && 'splitText' in target) return 'langchain/text-splitter';
  if ('schema' in target && 'invoke' in target && 'name' in target) return 'langchain/tool';
  if ('lc_runnable' in target) return 'langchain/runnable';
  return 'load' in target && typeof target.load === 'function' ? 'langchain/document-loader' : undefined;
}
