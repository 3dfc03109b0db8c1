import type { Json } from '../shared/contract/json.js';
import type { ModelCall, ModelReply } from '../shared/contract/prompt-chain.js';
import type { DurableEntry } from '../shared/steps/durable-entry.js';
import { descriptionText } from '../shared/steps/description-text.js';
import { callDurable } from './pipeline/call-durable.js';

/** A prompt in an adapter's own encoding. */
export interface EncodedPrompt {
  readonly messages: readonly Json[];
  readonly settings: Json;
  /** `<adapter>/<version>` of the encoding. */
  readonly codec: string;
}

/** Asks a durable model, whichever framework it is from, and gives its answer in the adapter's encoding. */
export async function callModel(entry: DurableEntry, { messages, settings, codec }: EncodedPrompt): Promise<Json> {
  const call: ModelCall = { v: 1, conversation: 'main', parent: null, delta: messages, settings: { value: settings }, codec };
  const summary = `model ${entry.id} · ${descriptionText(entry, 'modelId')}`;
  const reply = (await callDurable({ entry, input: [call as unknown as Json], summary })) as unknown as ModelReply;
  if (reply.kind !== 'answer') throw new Error(`${entry.activityType} asked for a prompt that it was given.`);
  return reply.answer;
}
