import type { RecordManagerInterface } from '@langchain/core/indexing';
import type { VectorStore } from '@langchain/core/vectorstores';
import { EmbedderMismatch, type EmbedderIdentity } from '../../../../src/shared/errors/embedder-mismatch.js';

/** A record manager keeps keys and nothing else, so which model an index is of is a key of its own. Persisted. */
const GROUP = 'onceward:embedder';
const ID = `${GROUP}:id:`;
const DIMENSIONS = `${GROUP}:dimensions:`;

/**
 * Refuses vectors of another model than those that stand in the index.
 *
 * @throws EmbedderMismatch
 */
export async function checkEmbedder(records: RecordManagerInterface, store: VectorStore, got: EmbedderIdentity): Promise<void> {
  const had = await recordedEmbedder(records);
  if (had === undefined) return;
  const isSame = had.id === got.id && (got.dimensions === undefined || had.dimensions === undefined || had.dimensions === got.dimensions);
  if (!isSame) throw new EmbedderMismatch({ index: store._vectorstoreType(), had, got });
}

/** Writes down whose vectors the index holds; with the time of now, so that no clean-up takes it for stale. */
export async function recordEmbedder(records: RecordManagerInterface, { id, dimensions }: Required<EmbedderIdentity>): Promise<void> {
  await records.update([`${ID}${id}`, `${DIMENSIONS}${dimensions}`], { groupIds: [GROUP, GROUP] });
}

/** Whether a key is no chunk's. */
export function isEmbedderKey(key: string): boolean {
  return key.startsWith(GROUP);
}

async function recordedEmbedder(records: RecordManagerInterface): Promise<EmbedderIdentity | undefined> {
  const keys = await records.listKeys({ groupIds: [GROUP] });
  const id = keys.find((key) => key.startsWith(ID))?.slice(ID.length);
  const dimensions = keys.find((key) => key.startsWith(DIMENSIONS))?.slice(DIMENSIONS.length);
  return id === undefined ? undefined : { id, ...(dimensions !== undefined && { dimensions: Number(dimensions) }) };
}
