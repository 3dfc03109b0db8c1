import type { RecordManagerInterface } from '@langchain/core/indexing';
import type { VectorStore } from '@langchain/core/vectorstores';
import type { Artifacts } from '../../../../src/shared/artifacts/artifacts.js';
import type { CleanReply, CleanTask } from '../../shared/index-task.js';
import { recordManagerOf } from '../record-manager-of.js';
import { isEmbedderKey } from './embedder-record.js';

/** How many chunks, or sources, go at once. */
const PAGE = 500;

/**
 * Deletes what this indexing did not see: of its sources, or of all. First from the store, then from the record, so that what breaks off in between is deleted
 * again, and nothing stays that nobody knows of.
 */
export async function cleanIndex(store: VectorStore, artifacts: Artifacts, { startedAt, sources }: CleanTask): Promise<CleanReply> {
  const records = recordManagerOf(store);
  const seen = sources && ((await artifacts.open(sources).json()) as string[]);
  let numDeleted = 0;
  for await (const stale of seen === undefined ? staleKeys(records, startedAt) : staleKeysOf(records, startedAt, seen)) {
    await store.delete({ ids: stale });
    await records.deleteKeys(stale);
    numDeleted += stale.length;
  }
  return { numDeleted };
}

/** Page by page; each is gone when the next one is asked for. */
async function* staleKeys(records: RecordManagerInterface, before: number): AsyncGenerator<string[], void, void> {
  for (;;) {
    // The two keys of the model may be among them, when nothing was written since: they are no chunks.
    const stale = (await records.listKeys({ before, limit: PAGE })).filter((key) => !isEmbedderKey(key));
    if (stale.length === 0) return;
    yield stale;
  }
}

/** Without a limit: LangChain's record managers for databases do not all take one together with groups. */
async function* staleKeysOf(
  records: RecordManagerInterface,
  before: number,
  sources: readonly string[],
): AsyncGenerator<string[], void, void> {
  for (const groupIds of pagesOf(sources)) yield* pagesOf(await records.listKeys({ before, groupIds }));
}

function pagesOf(items: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(items.length / PAGE) }, (_, page) => items.slice(page * PAGE, (page + 1) * PAGE));
}
