import { BaseDocumentTransformer, Document, type DocumentInterface } from '@langchain/core/documents';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { defineStub } from '../../../src/workflow/stubs/define-stub.js';
import { fromDocumentsJson, toDocumentsJson } from '../shared/document-fields.js';

type Metadatas = Record<string, unknown>[];

/** @internal The stub of a durable LangChain text splitter: splitting is an activity. */
export function textSplitterStub(entry: DurableEntry): BaseDocumentTransformer {
  return defineStub(entry, (own) => new DurableTextSplitter(own));
}

class DurableTextSplitter extends BaseDocumentTransformer {
  override readonly lc_namespace = ['onceward', 'text_splitter'];
  readonly #entry: DurableEntry;

  constructor(entry: DurableEntry) {
    super({});
    this.#entry = entry;
  }

  override transformDocuments(documents: DocumentInterface[]): Promise<Document[]> {
    return this.splitDocuments(documents);
  }

  async splitDocuments(documents: DocumentInterface[]): Promise<Document[]> {
    const summary = `split ${this.#entry.id} · ${documents.length} documents`;
    return fromDocumentsJson(await callDurable({ entry: this.#entry, input: [toDocumentsJson(documents)], summary }));
  }

  createDocuments(texts: string[], metadatas: Metadatas = []): Promise<Document[]> {
    return this.splitDocuments(texts.map((pageContent, index) => new Document({ pageContent, metadata: metadatas[index] ?? {} })));
  }

  async splitText(text: string): Promise<string[]> {
    return (await this.createDocuments([text])).map(({ pageContent }) => pageContent);
  }
}
