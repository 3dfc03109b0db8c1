import { AsyncLocalStorage } from 'node:async_hooks';
import type { Artifacts } from '../../shared/artifacts/artifacts.js';
import { provideDurableContext, type DurableContext } from '../../shared/context/durable-context.js';
import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { Journal } from '../journal/journal.js';
import { runProviderJob } from '../provider-job/run-provider-job.js';
import type { ChainServices } from '../chain/chain-services.js';
import type { Attempt } from './attempt.js';

/** How long telling the other side that nobody waits any more may take. */
const STOPPING_MS = 10_000;

const contexts = new AsyncLocalStorage<DurableContext>();

/** The context of the step that runs; there is one in every slot after this one. */
export function stepContext(): DurableContext {
  const context = contexts.getStore();
  if (context === undefined) throw new Error('The slot `context` did not run.');
  return context;
}

/** What the context of a step is made with. */
interface ContextServices {
  readonly artifactsFor: (run: RunContext) => Artifacts;
  readonly journal: Journal | undefined;
  readonly chain: Pick<ChainServices, 'resolve'>;
}

/** Makes `durableContext()` work in the code of the step. */
export function createContextSlot({ artifactsFor, journal, chain }: ContextServices): AttemptSlot<Attempt> {
  provideDurableContext(() => contexts.getStore());
  return {
    name: 'context',
    run(attempt, next) {
      const { header, limits, temporal, signal, run } = attempt;
      const context: DurableContext = {
        attempt: temporal.info.attempt,
        signal,
        run,
        artifacts: artifactsFor(run),
        ...(limits.chunkIdleMs !== null && { chunkIdleTimeoutMs: limits.chunkIdleMs }),
        providerJob: (job) => runProviderJob(attempt, job, { journal, whileStopping }),
        resolve: async (value) => (await chain.resolve([value], run.tenant))[0] ?? null,
        get idempotencyKey() {
          return attempt.header.key;
        },
        // Known only once the ledger was asked.
        get fence() {
          return attempt.fence;
        },
        ...(header.toolCallId !== undefined && { toolCallId: header.toolCallId }),
      };
      // The step's own signal is aborted by then, and code that sends requests with it would send none.
      const whileStopping = <Result>(fn: () => Result): Result =>
        contexts.run({ ...context, signal: AbortSignal.timeout(STOPPING_MS) }, fn);
      return contexts.run(context, () => next(attempt));
    },
  };
}
