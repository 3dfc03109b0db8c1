import type { LanguageModelV4CallOptions } from './provider-v4.js';

/** What a call of a language model says beside its messages, as it stands in a `ModelCall`. */
export interface CallSettings extends Omit<LanguageModelV4CallOptions, 'prompt' | 'abortSignal' | 'headers'> {
  /** Set when the answer is asked for as a stream. */
  readonly streams?: true;
}
