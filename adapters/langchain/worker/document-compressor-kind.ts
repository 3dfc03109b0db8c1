import type { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { fromDocumentsJson, toDocumentsJson } from '../shared/document-fields.js';
import { documentsByReference } from './documents-by-reference.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** LangChain document compressors, rerankers among them: documents and a query in, the documents that matter out. */
export const documentCompressorKind: CallableKind<BaseDocumentCompressor> = {
  kind: 'reranker',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'documentCompressorStub' },
  describe: () => ({}),
  byReference: documentsByReference,

  async perform(compressor, { input: [documents = [], query] }) {
    return toDocumentsJson(await withoutRetries(compressor).compressDocuments(fromDocumentsJson(documents), query as string));
  },

  warnings: remainingRetries,
};
