import type { DocumentLoader } from '@langchain/core/document_loaders/base';
import type { DocumentInterface } from '@langchain/core/documents';
import { isArtifactReference } from '../../../src/shared/contract/artifact-reference.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import type { DocumentsArtifact, GivenDocuments } from '../shared/documents-artifact.js';
import { toFields } from '../shared/document-fields.js';
import { loadDocuments } from './load-documents.js';

/** Where documents come from: a durable loader, documents that workflow code has, or a reference to any number of them. */
export type DocumentsSource = DocumentLoader | readonly DocumentInterface[] | DocumentsArtifact;

/** The documents, as a durable call takes them. */
export async function givenDocuments(where: string, source: DocumentsSource): Promise<GivenDocuments> {
  if (isArtifactReference(source)) return source;
  if (Array.isArray(source)) return (source as readonly DocumentInterface[]).map(toFields);
  if (typeof source === 'object' && 'load' in source) return loadDocuments(source);
  const hint = 'Give a durable document loader, a list of documents, or an artifact that putDocuments made.';
  throw new InvalidOption({ where, option: 'documents', problem: `is ${source === null ? 'null' : typeof source}`, hint });
}
