import type { EmbeddingModelV4 } from './provider-v4.js';

/** Where the AI SDK's packages keep how many bytes of text a model takes in one call: outside of the provider interface. */
const MAX_INPUT_BYTES = Symbol.for('vercel.ai.embeddingModel.maxInputBytesPerCall');

type WithLimit = EmbeddingModelV4 & { readonly [MAX_INPUT_BYTES]?: number | PromiseLike<number | undefined> | undefined };

/** How many bytes of text, as UTF-8, a model takes in one call; undefined for no limit of its own. */
export async function readMaxInputBytes(model: EmbeddingModelV4): Promise<number | undefined> {
  const limit = await (model as WithLimit)[MAX_INPUT_BYTES];
  return limit !== undefined && Number.isFinite(limit) ? limit : undefined;
}

/** The member by which a model says it. */
export function maxInputBytesMember(limit: number | undefined): object {
  return limit === undefined ? {} : { [MAX_INPUT_BYTES]: limit };
}
