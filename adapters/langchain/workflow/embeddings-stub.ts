import { Embeddings } from '@langchain/core/embeddings';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';

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
    const size = Number(this.#entry.description['batchSize']);
    return Array.from({ length: Math.ceil(texts.length / size) }, (_, index) => texts.slice(index * size, (index + 1) * size));
  }
}
