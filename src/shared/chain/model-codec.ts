import type { Json } from '../contract/json.js';
import type { SaidUsage } from '../steps/step-usage.js';

/** How an adapter writes prompts and answers as JSON. The same on both sides. */
export interface ModelCodec {
  /** `<adapter>/<version>` of the form. */
  readonly name: string;
  /**
   * The message that the framework is expected to put into the next prompt for this answer, member for member in the framework's order. It is
   * compared before it is used, so that a wrong guess costs bytes and nothing else. `undefined` when there is no telling.
   */
  readonly predict: (answer: Json) => Json | undefined;
  /** A message of a prompt as the framework has it, in rich JSON, from the form in which it is sent. */
  readonly toMessage: (sent: Json) => Json;
  /** What an answer says it used: that is not written beside it once more. `{}` when it says nothing. */
  readonly usageOf: (answer: Json) => SaidUsage;
}
