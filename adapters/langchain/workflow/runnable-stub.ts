import { Runnable, type RunnableConfig } from '@langchain/core/runnables';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { fromRunnableJson, toRunnableJson } from '../shared/runnable-value.js';

/** @internal The stub of a durable LangChain runnable: `invoke` is an activity, and so is each item of a `batch`. */
export function runnableStub(entry: DurableEntry): Runnable {
  return defineStub(entry, (own) => new DurableRunnable(own));
}

class DurableRunnable extends Runnable {
  readonly lc_namespace = ['onceward', 'runnables'];
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super({});
    this.#entry = entry;
    this.name = descriptionText(entry, 'name');
  }

  override async invoke(input: unknown, options?: Partial<RunnableConfig>): Promise<unknown> {
    const { id } = this.#entry;
    const call = (given: unknown): Promise<unknown> =>
      withAbortSignal(options?.signal, async () => {
        const json = [toRunnableJson(given, id), ...configOf(options)];
        return fromRunnableJson(await callDurable({ entry: this.#entry, input: json }));
      });
    return this._callWithConfig(call, input, options);
  }
}

/** What a caller configures of a runnable; what a graph keeps there beside it, such as its checkpoints, is the graph's. */
function configOf({ configurable = {} }: Partial<RunnableConfig> = {}): { configurable: never }[] {
  const own = Object.entries(configurable).filter(([name]) => !name.startsWith('__') && !name.startsWith('checkpoint'));
  return own.length === 0 ? [] : [{ configurable: toRichJson(Object.fromEntries(own)) as never }];
}
