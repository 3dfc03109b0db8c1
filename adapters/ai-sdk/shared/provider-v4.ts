import type { EmbeddingModel, ImageModel, LanguageModel, RerankingModel, SpeechModel, TranscriptionModel } from 'ai';

/** AI SDK 7's provider interface, taken from `ai` itself: its package of its own is not always ours to import. */
type V4<Model> = Extract<Model, { specificationVersion: 'v4' }>;

export type LanguageModelV4 = V4<LanguageModel>;
export type LanguageModelV4CallOptions = Parameters<LanguageModelV4['doGenerate']>[0];
export type LanguageModelV4GenerateResult = Awaited<ReturnType<LanguageModelV4['doGenerate']>>;
export type LanguageModelV4StreamResult = Awaited<ReturnType<LanguageModelV4['doStream']>>;
export type LanguageModelV4StreamPart = LanguageModelV4StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never;
export type LanguageModelV4Content = LanguageModelV4GenerateResult['content'][number];

export type EmbeddingModelV4 = V4<EmbeddingModel>;
export type EmbeddingModelV4CallOptions = Parameters<EmbeddingModelV4['doEmbed']>[0];
export type EmbeddingModelV4Result = Awaited<ReturnType<EmbeddingModelV4['doEmbed']>>;

export type ImageModelV4 = V4<ImageModel>;
export type ImageModelV4CallOptions = Parameters<ImageModelV4['doGenerate']>[0];
export type ImageModelV4Result = Awaited<ReturnType<ImageModelV4['doGenerate']>>;

export type SpeechModelV4 = V4<SpeechModel>;
export type SpeechModelV4CallOptions = Parameters<SpeechModelV4['doGenerate']>[0];
export type SpeechModelV4Result = Awaited<ReturnType<SpeechModelV4['doGenerate']>>;

export type TranscriptionModelV4 = V4<TranscriptionModel>;
export type TranscriptionModelV4CallOptions = Parameters<TranscriptionModelV4['doGenerate']>[0];
export type TranscriptionModelV4UrlOptions = Parameters<NonNullable<TranscriptionModelV4['doGenerateFromUrl']>>[0];
export type TranscriptionModelV4Result = Awaited<ReturnType<TranscriptionModelV4['doGenerate']>>;

export type RerankingModelV4 = V4<RerankingModel>;
export type RerankingModelV4CallOptions = Parameters<RerankingModelV4['doRerank']>[0];
export type RerankingModelV4Result = Awaited<ReturnType<RerankingModelV4['doRerank']>>;

/** What makes models by their ids. */
export interface ProviderV4 {
  readonly specificationVersion: 'v4';
  languageModel(modelId: string): LanguageModelV4;
  embeddingModel(modelId: string): EmbeddingModelV4;
  imageModel(modelId: string): ImageModelV4;
  speechModel?(modelId: string): SpeechModelV4;
  transcriptionModel?(modelId: string): TranscriptionModelV4;
  rerankingModel?(modelId: string): RerankingModelV4;
}
