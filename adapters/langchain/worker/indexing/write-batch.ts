import type { Document } from '@langchain/core/documents';
import { VectorStore } from '@langchain/core/vectorstores';
import type { Artifacts } from '../../../../src/shared/artifacts/artifacts.js';
import { unpackVectors } from '../../../../src/shared/artifacts/vectors.js';
import type { WriteTask } from '../../shared/index-task.js';
import { documentsOfPart } from '../documents-of-part.js';
import { recordManagerOf } from '../record-manager-of.js';
import { checkEmbedder, recordEmbedder } from './embedder-record.js';
import { sourceOf } from './source-of.js';

/**
 * Writes a batch with its vectors, then records it. What breaks off between the two is written again, under the same ids; nothing is embedded again for it.
 *
 * @returns how many chunks it has
 * @throws EmbedderMismatch before anything is written
 */
export async function writeBatch(
  store: VectorStore,
  artifacts: Artifacts,
  task: WriteTask & { readonly attempt: number },
): Promise<number> {
  const { batches, part, vectors, embedder, startedAt, sourceIdKey, attempt } = task;
  const records = recordManagerOf(store);
  await checkEmbedder(records, store, embedder);
  const documents = await documentsOfPart(artifacts, batches, part);
  const rows = unpackVectors(vectors.data, embedder.dimensions).map((vector) => [...vector]);
  if (rows.length !== documents.length)
    throw new Error(`There are ${rows.length} vectors for the ${documents.length} documents of batch ${part}.`);
  const ids = documents.map(idOf);
  // Before the first vector: of two runs with two models, one is refused.
  await recordEmbedder(records, embedder);
  if (attempt > 1) await deleteIfAble(store, ids);
  await store.addVectors(rows, documents, { ids });
  const groupIds = documents.map((document, index) => (sourceIdKey === undefined ? null : sourceOf(document, sourceIdKey, index + 1)));
  await records.update(ids, { groupIds, timeAtLeast: startedAt });
  return documents.length;
}

function idOf({ id = '' }: Document): string {
  return id;
}

/** Most stores replace what is there under an id; of the others, what a broken-off attempt added has to go first. */
async function deleteIfAble(store: VectorStore, ids: string[]): Promise<void> {
  if (store.delete !== VectorStore.prototype.delete) await store.delete({ ids });
}
