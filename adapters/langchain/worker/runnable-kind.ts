import type { Runnable } from '@langchain/core/runnables';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { fromRunnableJson, toRunnableJson } from '../shared/runnable-value.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** Any other LangChain runnable: a chain, a parser that asks a service, a whole graph. One call of it is one activity. */
export const runnableKind: CallableKind<Runnable> = {
  kind: 'function',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'runnableStub' },

  describe(runnable, { id }) {
    if (runnable !== undefined && isBoundModel(runnable)) throw boundModel(id);
    return { name: runnable?.getName() ?? 'durable' };
  },

  async perform(runnable, { input: [input = null, config], context: { signal } }) {
    const output: unknown = await withoutRetries(runnable).invoke(fromRunnableJson(input), { ...(config as object), signal });
    return toRunnableJson(output, runnable.getName());
  },

  warnings: remainingRetries,
};

/** What `model.bindTools(…)` and `model.withConfig(…)` make. */
function isBoundModel(runnable: object): boolean {
  const { bound } = runnable as { readonly bound?: object };
  return bound !== undefined && ('_generate' in bound || isBoundModel(bound));
}

function boundModel(id = 'a model'): InvalidDurable {
  return new InvalidDurable({
    what: `The durable runnable '${id}'`,
    problem: 'is a chat model with tools or options bound to it, and would send its whole conversation with each call',
    hint: 'Export the model itself, durable(new ChatOpenAI(…)), and bind in the workflow: model.bindTools([…]).',
  });
}
