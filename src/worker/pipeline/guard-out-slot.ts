import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import { findReferences } from '../../shared/chain/find-references.js';
import type { ChainServices } from '../chain/chain-services.js';
import type { Attempt } from './attempt.js';

/** Smaller results are cheaper in history than in a store. */
const MAX_INLINE_BYTES = 2_000;

/**
 * Sends the result of a tool that a model called by reference when it is large: the loop only hands it on to the model, and the slot `hydrate`
 * puts it back into the prompt. What workflow code called itself it also reads, so that comes inline.
 */
export function createGuardOutSlot(services: ChainServices): AttemptSlot<Attempt> {
  return {
    name: 'guard-out',
    async run(attempt, next) {
      const value = await next(attempt);
      const { step, header } = attempt;
      if (step.entry.kind !== 'tool' || header.toolCallId === undefined || step.options.inline === 'always') return value;
      const byReference = (part: Json): Promise<Json> => toReference(attempt, part, services);
      return step.byReference === undefined ? byReference(value) : step.byReference(value, byReference);
    },
  };
}

async function toReference({ step, run }: Attempt, value: Json, services: ChainServices): Promise<Json> {
  const { inline = 'auto', preview } = step.options;
  // What looks like a reference would be taken for one in the prompt; behind a real one nothing is looked for.
  const stays = inline === 'auto' && Buffer.byteLength(JSON.stringify(value)) <= MAX_INLINE_BYTES && findReferences(value).size === 0;
  return stays ? value : ((await services.toReference(value, run.tenant, preview?.(value))) ?? value);
}
