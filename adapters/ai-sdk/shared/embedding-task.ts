import type { EmbedReply as CoreReply } from '../../../src/shared/embedding/embedding-task.js';
import type { EmbeddingModelV4CallOptions, EmbeddingModelV4Result } from './provider-v4.js';

/** What a model's own call takes beside the texts of a batch. Stands in histories. */
export type EmbedOptions = Pick<EmbeddingModelV4CallOptions, 'dimensions' | 'providerOptions'>;

/** What comes back beside the vectors. Stands in histories. */
export interface BesideVectors extends Pick<EmbeddingModelV4Result, 'usage' | 'providerMetadata'> {
  readonly warnings?: EmbeddingModelV4Result['warnings'];
}

export type EmbedReply = CoreReply & BesideVectors;
