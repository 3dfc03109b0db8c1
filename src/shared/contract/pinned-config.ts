import type { Hash } from './json.js';

/**
 * What a model was first asked with in a run: recorded with the first call of each combination of model, instructions and tools, in the result of its
 * activity, and what a later deploy is compared with. Digests are 16 hex characters of a sha256.
 */
export interface PinnedConfig {
  readonly v: 1;
  /** Versions of the packages that ran the loop, as the workflow bundle has them. */
  readonly frameworks: Readonly<Record<string, string>>;
  /** Ids of models. Of a lazy one that does not state its `modelId`, the id of the durable thing. */
  readonly models: readonly string[];
  /** Digest of the instructions before the conversation. */
  readonly prompt: Hash;
  /** Digest of what a model is told of each tool, its schema included, by the tool's name. */
  readonly tools: Readonly<Record<string, Hash>>;
}
