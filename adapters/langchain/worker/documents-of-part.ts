import type { Document } from '@langchain/core/documents';
import type { Artifacts } from '../../../src/shared/artifacts/artifacts.js';
import type { ArtifactReference } from '../../../src/shared/contract/artifact-reference.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { openDocuments, type DocumentsArtifact } from '../shared/documents-artifact.js';

/** The documents of one batch of a plan. */
export async function documentsOfPart(artifacts: Artifacts, batches: ArtifactReference, part: number): Promise<Document[]> {
  const reference = ((await artifacts.open(batches).json()) as unknown as readonly DocumentsArtifact[])[part];
  if (reference === undefined) throw noSuchPart(part);
  const documents: Document[] = [];
  for await (const document of openDocuments(artifacts, reference)) documents.push(document);
  return documents;
}

function noSuchPart(part: number): InvalidOption {
  const hint = 'Give indexDocuments the progress that it gave, as it is.';
  return new InvalidOption({
    where: 'indexDocuments()',
    option: 'progress',
    problem: `names batch ${part}, which its plan does not have`,
    hint,
  });
}
