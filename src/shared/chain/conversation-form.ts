import type { Json } from '../contract/json.js';
import type { ModelCodec } from './model-codec.js';

/** How the conversations of a framework are read back. Adapters bring them: `onceward/<adapter>/client`. */
export interface ConversationForm {
  /** What `export` gives, such as `ui-messages`. */
  readonly name: string;
  readonly codec: ModelCodec;
  /** The whole conversation as the framework, or its users, keep it elsewhere: plain JSON. */
  readonly toMessages: (prompt: readonly Json[], answer: Json) => Json[];
}
