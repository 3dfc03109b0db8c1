import { chainHead, settingsHash } from '../shared/chain/chain-hash.js';
import type { ModelCodec } from '../shared/chain/model-codec.js';
import { nodeOfCall } from '../shared/chain/node-of-call.js';
import type { Hash, Json } from '../shared/contract/json.js';
import type { ModelCall, ModelReply } from '../shared/contract/prompt-chain.js';
import { PromptLost } from '../shared/errors/prompt-lost.js';
import type { DurableEntry } from '../shared/steps/durable-entry.js';
import { wholePrompt, type Linked } from './chain/conversations.js';
import { conversationsFor } from './chain/conversations-for.js';
import { toPinnedConfig } from './versions/asked-with.js';
import type { PinnedConfig } from '../shared/contract/pinned-config.js';
import { callDurable } from './pipeline/call-durable.js';

/** A prompt in an adapter's own encoding. */
export interface EncodedPrompt {
  /** The JSON of each message. */
  readonly texts: readonly string[];
  readonly settings: Json;
  /** How many of the first messages are instructions. */
  readonly instructions: number;
  /** What the settings tell the model of each tool. */
  readonly tools: () => Readonly<Record<string, Json>>;
  readonly codec: ModelCodec;
}

/** Temporal refuses inputs of 2 MB, and ends the run over it. Room is left for the rest of the call. */
const MAX_RESENT_BYTES = 1_800_000;

/** The settings that an answered call has brought to the worker's side, by their JSON. */
const settingsSent = new Map<string, Hash>();

/**
 * Asks a durable model, whichever framework it is from, and gives its answer in the adapter's encoding. Sends what is new since the last call
 * of the conversation, and the whole prompt once more should nobody know the rest any longer.
 *
 * @throws PromptLost when the worker knows the rest of the prompt no longer, and it is too large to be sent again
 */
export async function callModel(entry: DurableEntry, { texts, settings, codec, instructions, tools }: EncodedPrompt): Promise<Json> {
  const conversations = conversationsFor(codec.name);
  const settingsText = JSON.stringify(settings);
  const known = settingsSent.get(settingsText);
  const ref = known ?? settingsHash(settings);
  const config = toPinnedConfig(entry, { instructions: texts.slice(0, instructions), settingsText, tools });

  const ask = async (linked: Linked, sent: ModelCall['settings']): Promise<Json | undefined> => {
    const call: ModelCall = { v: 1, ...linked.link, ...(sent !== undefined && { settings: sent }), codec: codec.name };
    const reply = await callActivity(entry, call, config);
    if ('need' in reply) return undefined;
    settingsSent.set(settingsText, ref);
    const node = nodeOfCall(call, { answer: reply.answer, settings: ref, predict: codec.predict });
    const predicted = node.answer === undefined ? [] : [JSON.stringify(node.answer)];
    conversations.remember({ texts: [...texts, ...predicted], head: chainHead(node), settings: ref }, linked);
    return reply.answer;
  };

  const linked = conversations.link(texts);
  const answer = await ask(linked, known === undefined ? { value: settings } : linked.from?.settings === ref ? undefined : { ref });
  if (answer !== undefined) return answer;
  requireResendable(entry, texts, settingsText);
  const secondAnswer = await ask({ ...linked, link: wholePrompt(texts) }, { value: settings });
  if (secondAnswer !== undefined) return secondAnswer;
  throw new PromptLost({ step: entry.activityType, problem: 'its worker asked again for a prompt that it was sent whole' });
}

function callActivity(entry: DurableEntry, call: ModelCall, config: PinnedConfig): Promise<ModelReply> {
  return callDurable({ entry, input: [call as unknown as Json], summary: summaryOf(entry), config }) as unknown as Promise<ModelReply>;
}

/** With the model's name, where it is known: that of a lazy one often is not. */
function summaryOf({ id, description: { modelId } }: DurableEntry): string {
  return typeof modelId === 'string' ? `model ${id} · ${modelId}` : `model ${id}`;
}

function requireResendable({ activityType }: DurableEntry, texts: readonly string[], settingsText: string): void {
  // At least one byte a character: what is refused here Temporal would refuse, too.
  const characters = texts.reduce((sum, text) => sum + text.length, settingsText.length);
  if (characters <= MAX_RESENT_BYTES) return;
  const problem = `the whole prompt is ${characters} characters, and Temporal takes no input of ${MAX_RESENT_BYTES} bytes`;
  throw new PromptLost({ step: activityType, problem });
}
