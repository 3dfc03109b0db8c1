import type { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { toDocumentsJson } from '../shared/document-fields.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** LangChain document loaders: what they load is small enough for a history, or else belongs in an artifact. */
export const documentLoaderKind: CallableKind<BaseDocumentLoader> = {
  kind: 'function',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'documentLoaderStub' },
  describe: () => ({}),
  perform: async (loader) => toDocumentsJson(await withoutRetries(loader).load()),
  warnings: remainingRetries,
};
