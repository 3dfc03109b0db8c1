import type { Hash } from './json.js';

/** Recorded once per run: what a later deploy is compared with. */
export interface PinnedConfig {
  readonly v: 1;
  readonly frameworks: Readonly<Record<string, string>>;
  readonly models: readonly string[];
  readonly prompt: Hash;
  readonly tools: Readonly<Record<string, Hash>>;
}
