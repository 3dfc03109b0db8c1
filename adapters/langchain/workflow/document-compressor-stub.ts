import type { DocumentInterface } from '@langchain/core/documents';
import { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { fromDocumentsJson, toDocumentsJson } from '../shared/document-fields.js';

/** @internal The stub of a durable LangChain document compressor or reranker: a compression is an activity. */
export function documentCompressorStub(entry: DurableEntry): BaseDocumentCompressor {
  return defineStub(entry, (own) => new DurableDocumentCompressor(own));
}

class DurableDocumentCompressor extends BaseDocumentCompressor {
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super();
    this.#entry = entry;
  }

  override async compressDocuments(documents: DocumentInterface[], query: string): Promise<DocumentInterface[]> {
    const summary = `${this.#entry.kind} ${this.#entry.id} · ${documents.length} documents`;
    return fromDocumentsJson(await callDurable({ entry: this.#entry, input: [toDocumentsJson(documents), query], summary }));
  }
}
