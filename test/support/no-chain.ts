import { ChainServices } from '../../src/worker/chain/chain-services.ts';

/** For activities that no model takes part in: without a store, and without a codec. */
export function noChain(): ChainServices {
  return new ChainServices({ place: undefined, codecs: new Map(), cachedPrompts: 0 });
}
