import { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import type { Document } from '@langchain/core/documents';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { fromDocumentsJson } from '../shared/document-fields.js';

/** @internal The stub of a durable LangChain document loader: `load` is an activity. */
export function documentLoaderStub(entry: DurableEntry): BaseDocumentLoader {
  return defineStub(entry, (own) => new DurableDocumentLoader(own));
}

class DurableDocumentLoader extends BaseDocumentLoader {
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super();
    this.#entry = entry;
  }

  override async load(): Promise<Document[]> {
    return fromDocumentsJson(await callDurable({ entry: this.#entry, input: [] }));
  }
}
