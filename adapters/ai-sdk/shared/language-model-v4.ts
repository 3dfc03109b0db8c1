import type { EmbeddingModel, LanguageModel } from 'ai';

/** AI SDK 7's provider interface, taken from `ai` itself: its package of its own is not always ours to import. */
export type LanguageModelV4 = Extract<LanguageModel, { specificationVersion: 'v4' }>;
export type LanguageModelV4CallOptions = Parameters<LanguageModelV4['doGenerate']>[0];
export type LanguageModelV4GenerateResult = Awaited<ReturnType<LanguageModelV4['doGenerate']>>;

export type EmbeddingModelV4 = Extract<EmbeddingModel, { specificationVersion: 'v4' }>;
export type EmbeddingModelV4CallOptions = Parameters<EmbeddingModelV4['doEmbed']>[0];
export type EmbeddingModelV4Result = Awaited<ReturnType<EmbeddingModelV4['doEmbed']>>;
