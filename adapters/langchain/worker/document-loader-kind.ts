import type { BaseDocumentLoader } from '@langchain/core/document_loaders/base';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { CallableKind } from '../../../src/worker/adapter.js';
import { putDocuments } from '../shared/documents-artifact.js';
import { toDocumentsJson } from '../shared/document-fields.js';
import { remainingRetries, withoutRetries } from './without-retries.js';

/** LangChain document loaders: what they load is small enough for a history, or goes by reference. */
export const documentLoaderKind: CallableKind<BaseDocumentLoader> = {
  kind: 'function',
  stub: { module: import.meta.resolve('onceward/langchain/workflow'), export: 'documentLoaderStub' },
  describe: () => ({}),
  async perform(loader, { input: [task], context: { artifacts } }) {
    const documents = await withoutRetries(loader).load();
    return task === undefined ? toDocumentsJson(documents) : toRichJson(await putDocuments(artifacts, documents));
  },
  warnings: remainingRetries,
};
