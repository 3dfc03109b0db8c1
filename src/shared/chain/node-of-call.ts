import type { Hash, Json } from '../contract/json.js';
import type { ChainNode, ModelCall } from '../contract/prompt-chain.js';
import type { ModelCodec } from './model-codec.js';

/** What an answered call left. */
export interface Answered extends Pick<ModelCodec, 'predict'> {
  readonly answer: Json;
  /** Of the call's settings. */
  readonly settings: Hash;
}

/**
 * The node that an answered call leaves: what the call added, and the message that the framework is expected to make of the answer, so
 * that the next call need not send it. Workflow and worker make it alike, so neither has to tell the other its head.
 */
export function nodeOfCall({ parent, delta, edit, codec }: ModelCall, { answer, settings, predict }: Answered): ChainNode {
  const predicted = predict(answer);
  return {
    v: 1,
    parent,
    delta,
    ...(edit !== undefined && { edit }),
    ...(predicted !== undefined && { answer: predicted }),
    settings,
    codec,
  };
}
