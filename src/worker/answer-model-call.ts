import { chainHead, settingsHash } from '../shared/chain/chain-hash.js';
import type { Json } from '../shared/contract/json.js';
import type { ModelCall, ModelReply } from '../shared/contract/prompt-chain.js';
import type { StepCall } from './adapter.js';

/** The prompt of a model call, in the adapter's encoding. */
export interface ModelPrompt {
  readonly messages: readonly Json[];
  readonly settings: Json;
}

/**
 * Lets the adapter ask its model with the whole prompt that a call brought along, and wraps the answer. A call that only refers to a
 * prompt is answered with what it lacks. One implementation for every framework.
 */
export async function answerModelCall(call: StepCall, ask: (prompt: ModelPrompt) => Promise<Json>): Promise<Json> {
  const { parent, delta, edit, codec, settings } = call.input[0] as unknown as ModelCall;
  if (parent !== null || edit !== undefined || 'ref' in settings) return toJson({ kind: 'need', prompt: true, settings: true });
  const answer = await ask({ messages: delta, settings: settings.value });
  const head = chainHead({ v: 1, parent, delta, codec });
  return toJson({ kind: 'answer', answer, head, next: head, settings: settingsHash(settings.value) });
}

function toJson(reply: ModelReply): Json {
  return { ...reply };
}
