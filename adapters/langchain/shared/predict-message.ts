import type { Json } from '../../../src/shared/contract/json.js';

/** `createAgent` names every answer after the node that made it. In other graphs a message goes on as it came, and is sent once more. */
const AGENTS_MODEL_NODE = 'model';

/** The message that an agent puts into its next prompt for an answer, a stored message. */
export function predictMessage(answer: Json): Json | undefined {
  const { type, data } = answer as { readonly type: Json; readonly data: { readonly [name: string]: Json } };
  return { type, data: { ...data, name: data['name'] ?? AGENTS_MODEL_NODE } };
}
