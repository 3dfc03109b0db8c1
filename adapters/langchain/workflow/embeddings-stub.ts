import { Embeddings } from '@langchain/core/embeddings';
import { utf8Encode } from '../../../src/shared/encoding/utf8.js';
import { toBatches } from '../../../src/shared/size/to-batches.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';

/** Far below what an activity's input can hold. */
const LARGEST_BATCH_BYTES = 256 * 1024;

/** @internal The stub of durable LangChain embeddings: each batch is an activity. */
export function embeddingsStub(entry: DurableEntry): Embeddings {
  return defineStub(entry, (own) => new DurableEmbeddings(own));
}

class DurableEmbeddings extends Embeddings {
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super({ maxRetries: 0 });
    this.#entry = entry;
  }

  override async embedQuery(text: string): Promise<number[]> {
    return (await callDurable({ entry: this.#entry, input: [text] })) as number[];
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    const batches = await Promise.all(this.#batchesOf(texts).map((batch) => this.#embed(batch)));
    return batches.flat();
  }

  async #embed(texts: string[]): Promise<number[][]> {
    const summary = `embedding ${this.#entry.id} · ${texts.length} values`;
    return (await callDurable({ entry: this.#entry, input: [texts], summary })) as number[][];
  }

  /** One request an activity: a failed batch is not paid for again with the others. */
  #batchesOf(texts: readonly string[]): string[][] {
    const limits = { items: Number(this.#entry.description['batchSize']), bytes: LARGEST_BATCH_BYTES };
    return toBatches(texts, limits, (text) => utf8Encode(text).length);
  }
}
