import type { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';
import { fromDocumentsJson } from '../shared/document-fields.js';

type RunOptions = Parameters<BaseRetriever['invoke']>[1];

/** @internal The stub of a durable LangChain retriever: a search is an activity. */
export function retrieverStub(entry: DurableEntry): BaseRetriever {
  return defineStub(entry, (own) => new DurableRetriever(own));
}

class DurableRetriever extends BaseRetriever {
  readonly lc_namespace = ['onceward', 'retrievers'];
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super({ metadata: { ...(entry.description['metadata'] as Record<string, unknown>) } });
    this.#entry = entry;
  }

  override invoke(query: string, options?: RunOptions): Promise<Document[]> {
    return withAbortSignal(options?.signal, () => super.invoke(query, options)) as Promise<Document[]>;
  }

  override async _getRelevantDocuments(query: string): Promise<Document[]> {
    return fromDocumentsJson(await callDurable({ entry: this.#entry, input: [query] }));
  }
}
