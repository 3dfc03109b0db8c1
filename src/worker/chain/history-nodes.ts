import type { Context } from '@temporalio/activity';
import { readModelRun, type ModelRun } from '../../payloads/chain/read-model-run.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { ChainNode } from '../../shared/contract/prompt-chain.js';

/**
 * The nodes and settings of a step's own workflow, read from its history: the newest run first, then those that it continues. Nothing is read
 * before it is asked for, and every run once.
 */
export class HistoryNodes {
  readonly #read: (runId: string) => Promise<ModelRun>;
  readonly #runs: ModelRun[] = [];
  #next: string | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(context: Pick<Context, 'client' | 'info'>, codecs: ReadonlyMap<string, ModelCodec>) {
    const { info } = context;
    const { workflowId = '', runId } = info.workflowExecution ?? {};
    this.#next = runId;
    this.#read = async (id) =>
      readModelRun(context.client, { namespace: info.activityNamespace, execution: { workflowId, runId: id } }, codecs);
  }

  node(head: Hash): Promise<ChainNode | undefined> {
    return this.#find(({ nodes }) => nodes.get(head));
  }

  settings(ref: Hash): Promise<Json | undefined> {
    return this.#find(({ settings }) => settings.get(ref));
  }

  async #find<Found>(pick: (run: ModelRun) => Found | undefined): Promise<Found | undefined> {
    for (let index = 0; ; index += 1) {
      if (index === this.#runs.length) {
        this.#reading = this.#reading.then(() => (index === this.#runs.length ? this.#readNext() : undefined));
        await this.#reading;
      }
      const run = this.#runs[index];
      if (run === undefined) return undefined;
      const found = pick(run);
      if (found !== undefined) return found;
    }
  }

  async #readNext(): Promise<void> {
    if (this.#next === undefined) return;
    const run = await this.#read(this.#next);
    this.#runs.push(run);
    this.#next = run.previousRunId;
  }
}
