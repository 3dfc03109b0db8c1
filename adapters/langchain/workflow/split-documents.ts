import type { BaseDocumentTransformer } from '@langchain/core/documents';
import type { DocumentsArtifact } from '../shared/documents-artifact.js';
import type { SplitTask } from '../shared/index-task.js';
import { givenDocuments, type DocumentsSource } from './given-documents.js';
import { performTask } from './perform-task.js';
import { requireSplitter } from './require-stub.js';

/**
 * Has a durable text splitter split documents, for workflow code: chunks are in the store only, and the workflow passes on a reference.
 *
 * @param splitter any text splitter of `@langchain/textsplitters`, as `durable(new RecursiveCharacterTextSplitter(…))`
 * @throws InvalidDurable for a splitter or a loader that is not durable; InvalidOption; StepFailed
 * @example
 * ```ts
 * const chunks = await splitDocuments(splitter, await loadDocuments(handbookPages));
 * ```
 */
export async function splitDocuments(splitter: BaseDocumentTransformer, documents: DocumentsSource): Promise<DocumentsArtifact> {
  const where = 'splitDocuments()';
  const entry = requireSplitter(where, splitter);
  const task: SplitTask = { v: 1, task: 'split', documents: await givenDocuments(where, documents) };
  return performTask(entry, task, 'split by reference');
}
