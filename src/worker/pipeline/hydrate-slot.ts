import type { Json } from '../../shared/contract/json.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { ModelCall, ModelReply } from '../../shared/contract/prompt-chain.js';
import { ChainedCall } from '../chain/chained-call.js';
import type { ChainServices } from '../chain/chain-services.js';
import { HistoryNodes } from '../chain/history-nodes.js';
import { PromptNeeded } from '../chain/prompt-needed.js';
import type { Attempt } from './attempt.js';

/**
 * Gives a model call the prompt it only refers to, and makes its answer a part of the conversation before the activity returns. The prompt
 * is rebuilt when the call is made: an answer that was recorded before needs none.
 */
export function createHydrateSlot(services: ChainServices): AttemptSlot<Attempt> {
  return {
    name: 'hydrate',
    async run(attempt, next) {
      const codec = services.codecs.get((attempt.input[0] as Partial<ModelCall> | undefined)?.codec ?? '');
      if (attempt.step.entry.kind !== 'model' || codec === undefined) return next(attempt);
      const call = attempt.input[0] as unknown as ModelCall;
      const history = new HistoryNodes(attempt.temporal, services.codecs);
      const chained = new ChainedCall({ call, codec, services, history, tenant: attempt.run.tenant });
      attempt.prompt = () => chained.prompt();
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

function toJson(reply: ModelReply): Json {
  return { ...reply };
}
