import type { Json } from '../../shared/contract/json.js';

/** The prompt of a model call, whole, in the adapter's encoding. It is shared: make copies, change nothing. */
export interface ModelPrompt {
  readonly messages: readonly Json[];
  readonly settings: Json;
}
