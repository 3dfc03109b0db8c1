import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { ModelCall, ModelReply } from '../../shared/contract/prompt-chain.js';
import { hydrateFiles } from '../../shared/files/hydrate-files.js';
import { LeastRecentlyUsed } from '../../shared/memory/least-recently-used.js';
import { ChainedCall } from '../chain/chained-call.js';
import { keyOf, type ChainServices } from '../chain/chain-services.js';
import { HistoryNodes } from '../chain/history-nodes.js';
import { hydratePrompt } from '../chain/hydrate-prompt.js';
import { messagesFor } from '../chain/messages-for.js';
import { PromptNeeded } from '../chain/prompt-needed.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';

/** A file of a conversation goes to the provider with each of its calls. */
const RECENT_FILE_BYTES = 64 * 1024 * 1024;

type Read = (reference: ArtifactReference) => Promise<Uint8Array>;

/**
 * Gives a model call the prompt it only refers to, and every step the results and the content of the files that its input refers to; makes a
 * model's answer a part of the conversation before the activity returns. A prompt is rebuilt when the call is made: an answer that was recorded
 * before needs none.
 */
export function createHydrateSlot(services: ChainServices): AttemptSlot<Attempt> {
  const recent = new LeastRecentlyUsed<Uint8Array>(RECENT_FILE_BYTES, ({ length }) => length);
  return {
    name: 'hydrate',
    async run(attempt, next) {
      const read = readerOf(stepContext().artifacts, recent, attempt.run.tenant);
      const codec = services.codecs.get((attempt.input[0] as Partial<ModelCall> | undefined)?.codec ?? '');
      if (attempt.step.entry.kind !== 'model' || codec === undefined) {
        attempt.readInput = async () => hydrateFiles(await resultsIn(attempt, services), read);
        if (attempt.step.entry.needs !== undefined) attempt.messages = () => messagesFor(attempt, services);
        return next(attempt);
      }
      const call = attempt.input[0] as unknown as ModelCall;
      const history = new HistoryNodes(attempt.temporal, services.codecs);
      const chained = new ChainedCall({ call, codec, services, history, tenant: attempt.run.tenant });
      attempt.prompt = async () => hydratePrompt(await chained.prompt(), read);
      try {
        const answer = await next(attempt);
        await chained.record(answer);
        return toJson({ answer });
      } catch (error) {
        if (!(error instanceof PromptNeeded)) throw error;
        const { prompt, settings } = error;
        attempt.temporal.log.warn(
          'A part of the prompt is neither in memory, nor in a store, nor in the history: the workflow sends it again',
          {
            prompt,
            settings,
          },
        );
        return toJson({ need: { prompt, settings } });
      }
    },
  };
}

/** The input, with results in place of references. What a model wrote is taken literally, also where its tool's approval is decided. */
async function resultsIn({ input, step, header, run }: Attempt, services: ChainServices): Promise<readonly Json[]> {
  const isLiteral = header.toolCallId !== undefined || step.entry.kind === 'policy';
  return isLiteral ? input : services.resolve(input, run.tenant);
}

function readerOf(artifacts: Artifacts, recent: LeastRecentlyUsed<Uint8Array>, tenant: string | undefined): Read {
  return async (reference) => {
    // Opening checks that it is one of this tenant's.
    const opened = artifacts.open(reference);
    const key = keyOf(`${reference.store}/${reference.key}/${reference.sha256}`, tenant);
    const known = recent.get(key);
    if (known !== undefined) return known;
    const bytes = await opened.bytes();
    recent.set(key, bytes);
    return bytes;
  };
}

function toJson(reply: ModelReply): Json {
  return { ...reply };
}
