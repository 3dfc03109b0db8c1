import type { Json } from '../../../src/shared/contract/json.js';

/** What a tool with a `toModelOutput` of its own gave: its output, for the workflow's code, and what the model is told. */
export interface ToolReply {
  readonly $output: Json;
  readonly $modelOutput: Json;
}

export function isToolReply(reply: Json): reply is Json & ToolReply {
  return typeof reply === 'object' && reply !== null && '$output' in reply && '$modelOutput' in reply && Object.keys(reply).length === 2;
}
