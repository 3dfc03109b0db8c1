import type { DocumentLoader } from '@langchain/core/document_loaders/base';
import type { DocumentsArtifact } from '../shared/documents-artifact.js';
import type { LoadTask } from '../shared/index-task.js';
import { performTask } from './perform-task.js';
import { requireLoader } from './require-stub.js';

/**
 * Has a durable document loader load, for workflow code: the documents are in the store only, and the workflow passes on a reference, to `splitDocuments` or
 * `indexDocuments`. In a durable step `openDocuments(artifacts, documents)` reads them.
 *
 * @throws InvalidDurable for a loader that is not durable; StepFailed
 * @example
 * ```ts
 * const pages = await loadDocuments(handbookPages);
 * ```
 */
export async function loadDocuments(loader: DocumentLoader): Promise<DocumentsArtifact> {
  const entry = requireLoader('loadDocuments()', loader);
  return performTask(entry, { v: 1, task: 'load' } satisfies LoadTask, 'load by reference');
}
