import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import { findReferences } from '../../shared/chain/find-references.js';
import { isToolKind } from '../../shared/contract/activity-kind.js';
import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import { putFiles } from '../../shared/files/put-files.js';
import { retryStore } from '../../payloads/storage/retry-store.js';
import { checkSize, type SizeLimit } from '../../shared/size/check-size.js';
import { CapturedExchanges } from '../capture/captured-exchanges.js';
import type { ChainServices } from '../chain/chain-services.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';

/** Smaller results are cheaper in history than in a store. */
const MAX_INLINE_BYTES = 2_000;

interface GuardOutServices {
  readonly chain: ChainServices;
  readonly resultLimit?: () => SizeLimit;
  /** Whether exchanges with models' providers are captured, unless a model says otherwise. @default false */
  readonly capture?: boolean;
}

/**
 * Puts away what history should not hold: files in messages, for stand-ins, and large results of tools that a model called, for references. The loop
 * only hands both on to the model, and the slot `hydrate` puts them back into the prompt. What workflow code called itself it also reads, so
 * that comes inline, up to what a value may take, unless its options say otherwise. A store that is away is tried again here; when the attempt fails over it, the next one finds the
 * result on record.
 */
export function createGuardOutSlot({ chain, resultLimit, capture = false }: GuardOutServices): AttemptSlot<Attempt> {
  return {
    name: 'guard-out',
    async run(attempt, next) {
      const captured = exchangesOf(attempt, chain, capture);
      if (captured !== undefined) attempt.capture = (exchange) => captured.take(exchange);
      const value = await putAway(attempt, await next(attempt), chain);
      await captured?.put();
      const { activityType } = attempt.step.entry;
      if (resultLimit !== undefined) checkSize(`The result of ${activityType}`, [value], resultLimit());
      return value;
    },
  };
}

function exchangesOf(attempt: Attempt, chain: ChainServices, byDefault: boolean): CapturedExchanges | undefined {
  const { step, run } = attempt;
  if (step.entry.kind !== 'model' || !(step.options.capture ?? byDefault)) return undefined;
  const texts = chain.textsOf(run.tenant);
  return texts && new CapturedExchanges(attempt, texts);
}

async function putAway(attempt: Attempt, value: Json, services: ChainServices): Promise<Json> {
  const { step, signal } = attempt;
  if (!services.hasStore || step.options.inline === 'always') return value;
  const { artifacts } = stepContext();
  const withoutFiles = await putFiles(value, (bytes, mediaType) => putPatiently(signal, artifacts, bytes, mediaType));
  if (!goesByReference(attempt)) return withoutFiles;
  const byReference = (part: Json): Promise<Json> => toReference(attempt, part, services);
  return step.byReference === undefined ? byReference(withoutFiles) : step.byReference(withoutFiles, byReference);
}

/** What a model called it hands on; of anything else only what its options say and its kind can part with. */
function goesByReference({ step, header }: Attempt): boolean {
  if (isToolKind(step.entry.kind)) return header.toolCallId !== undefined;
  return step.options.inline === 'never' && step.byReference !== undefined;
}

function putPatiently(signal: AbortSignal, artifacts: Artifacts, bytes: Uint8Array, mediaType: string): ReturnType<Artifacts['put']> {
  return retryStore(signal, () => artifacts.put(bytes, { mediaType }));
}

async function toReference({ step, run, signal }: Attempt, value: Json, services: ChainServices): Promise<Json> {
  const { inline = 'auto', preview } = step.options;
  // What looks like a reference would be taken for one in the prompt; behind a real one nothing is looked for.
  const stays = inline === 'auto' && Buffer.byteLength(JSON.stringify(value)) <= MAX_INLINE_BYTES && findReferences(value).size === 0;
  if (stays) return value;
  return (await retryStore(signal, () => services.toReference(value, run.tenant, preview?.(value)))) ?? value;
}
