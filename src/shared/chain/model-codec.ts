import type { Json } from '../contract/json.js';

/** How an adapter writes prompts and answers as JSON. The same on both sides. */
export interface ModelCodec {
  /** `<adapter>/<version>` of the form. */
  readonly name: string;
  /**
   * The message that the framework is expected to put into the next prompt for this answer, member for member in the framework's order. It is
   * compared before it is used, so that a wrong guess costs bytes and nothing else. `undefined` when there is no telling.
   */
  readonly predict: (answer: Json) => Json | undefined;
}
