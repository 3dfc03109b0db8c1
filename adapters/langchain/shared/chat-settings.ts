import type { Json } from '../../../src/shared/contract/json.js';

/** The settings of one call of a chat model, as they stand in its `ModelCall`. */
export interface ChatSettings {
  /** The options of the call; what they mean is the provider's affair. */
  readonly options: { readonly [name: string]: Json };
  /** The tools that were bound. */
  readonly tools?: readonly Json[];
  /** Asks for `withStructuredOutput`, whose method is the model's own choice. */
  readonly structured?: StructuredSettings;
  /** For a model whose fields can be configured: those that the call configures. */
  readonly configurable?: { readonly [name: string]: Json };
}

export interface StructuredSettings {
  readonly schema: { readonly [key: string]: Json };
  /** Whether the workflow has a schema that checks and converts, and whether it is zod's: providers ask in another way for each. */
  readonly checks: boolean | 'zod';
  /** LangChain's options of `withStructuredOutput`. */
  readonly config: { readonly [name: string]: Json };
}

/** Where an answer's output of the schema travels, in its `additional_kwargs`. */
export const PARSED = '$parsed';
