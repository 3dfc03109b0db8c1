import { workflowInfo } from '@temporalio/workflow';
import type { BaseDocumentTransformer } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import type { EmbedReply, EmbedTask } from '../../../src/shared/embedding/embedding-task.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { checkCount } from '../../../src/shared/options/check-count.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { DEFAULT_PARALLEL_CALLS, type BatchOptions } from '../../../src/workflow/embedding/embed-batches.js';
import { gather } from '../../../src/workflow/fan-out/gather.js';
import type {
  CleanReply,
  CleanTask,
  Cleanup,
  DescribeReply,
  DescribeTask,
  PartOptions,
  PlanReply,
  PlanTask,
  WriteTask,
} from '../shared/index-task.js';
import type { IndexProgress } from '../shared/index-progress.js';
import { givenDocuments, type DocumentsSource } from './given-documents.js';
import { performTask } from './perform-task.js';
import { requireEmbeddings, requireIndex } from './require-stub.js';
import { splitDocuments } from './split-documents.js';

const WHERE = 'indexDocuments()';

/** What `indexDocuments` writes where. `cleanup` and `sourceIdKey` are those of LangChain's `index`. */
export interface IndexDocumentsOptions extends BatchOptions {
  /** A durable document loader, a list of documents, or an artifact of them (`loadDocuments`, `putDocuments`). */
  readonly documents: DocumentsSource;
  /** A durable text splitter. @default none: each document is a chunk */
  readonly splitter?: BaseDocumentTransformer;
  /** Durable embeddings, of the model that the vector store asks when it searches. */
  readonly embeddings: EmbeddingsInterface;
  /** A durable vector store that has a record of what is in it: `SqliteVectorStore`, or any with `withRecordManager`. */
  readonly vectorStore: VectorStoreInterface;
  /**
   * What becomes of chunks that stand in the index and were not given. `incremental` deletes those of the sources that were given, `full` all of them: what
   * is given is then all that the index is to hold.
   *
   * @default 'none'
   */
  readonly cleanup?: Cleanup;
  /** Where a document's metadata say which source it is of, such as `'source'`. Demanded by `incremental`. */
  readonly sourceIdKey?: string;
  /** How far an earlier run came, which continued as this one. @default none: from the start */
  readonly progress?: IndexProgress | undefined;
  /**
   * Called when Temporal suggests that the run continue as new, with what the next one takes as `progress`, when nothing is under way.
   *
   * @default none: it ends in this run, however long its history
   */
  readonly continueAsNew?: (progress: IndexProgress) => Promise<never>;
}

const OPTION_NAMES = [
  'documents',
  'splitter',
  'embeddings',
  'vectorStore',
  'cleanup',
  'sourceIdKey',
  'itemsPerCall',
  'maxParallelCalls',
  'progress',
  'continueAsNew',
] as const satisfies readonly (keyof IndexDocumentsOptions)[];

/** How many chunks were added, were there already, and were deleted: as LangChain's `index` counts them. */
export interface IndexResult {
  readonly numAdded: number;
  readonly numSkipped: number;
  readonly numDeleted: number;
}

/**
 * Brings an index up to date with documents, however many, for workflow code: splits them, compares each chunk with what stands in the index, embeds and writes
 * what is new or changed, and deletes what is stale. Documents and vectors are in the store only. Each batch is embedded and written by activities of its own, so
 * after a crash it goes on with those that are not done; and the index knows what it holds, so another run embeds only what changed since.
 *
 * @throws StepFailed when a step failed for good: its `cause` says why, such as `EmbedderMismatch`; what was written until then stays, and is not embedded again.
 *   InvalidDurable for a thing that is not durable; InvalidOption; UnknownOption
 * @example
 * ```ts
 * export async function buildIndex(pages: DocumentsArtifact, progress?: IndexProgress): Promise<IndexResult> {
 *   return indexDocuments({
 *     documents: pages,
 *     splitter,
 *     embeddings,
 *     vectorStore: handbook,
 *     cleanup: 'incremental',
 *     sourceIdKey: 'source',
 *     progress,
 *     continueAsNew: (next) => continueAsNew<typeof buildIndex>(pages, next),
 *   });
 * }
 * ```
 */
export async function indexDocuments(options: IndexDocumentsOptions): Promise<IndexResult> {
  check(options);
  const index = requireIndex(WHERE, options.vectorStore);
  const embeddings = requireEmbeddings(WHERE, options.embeddings);
  const begun = options.progress ?? (await plan(options, { index, embeddings }));
  const done = await embedAndWrite(begun, { options, index, embeddings });
  if (done.next < done.count) return (options.continueAsNew as (progress: IndexProgress) => Promise<never>)(done);
  return { numAdded: done.numAdded, numSkipped: done.numSkipped, numDeleted: await clean(done, options, index) };
}

/** The activities of the two things. */
interface Entries {
  readonly index: DurableEntry;
  readonly embeddings: DurableEntry;
}

async function plan(options: IndexDocumentsOptions, { index, embeddings }: Entries): Promise<IndexProgress> {
  const { splitter, itemsPerCall, cleanup = 'none', sourceIdKey } = options;
  const { modelId } = embeddings.description;
  const describe: DescribeTask = {
    v: 1,
    task: 'describe',
    ...(itemsPerCall !== undefined && { itemsPerCall }),
    ...(typeof modelId === 'string' && { modelId }),
  };
  const { embedder, limits, maxParallelCalls } = await performTask<DescribeReply>(embeddings, describe, 'what the model takes');
  const documents = splitter ? await splitDocuments(splitter, options.documents) : await givenDocuments(WHERE, options.documents);
  const task: PlanTask = { v: 1, task: 'plan', documents, embedder, limits, cleanup, ...(sourceIdKey !== undefined && { sourceIdKey }) };
  const planned = await performTask<PlanReply>(index, task, 'compare with the index');
  return { v: 1, ...planned, embedder, ...(maxParallelCalls !== undefined && { maxParallelCalls }), next: 0, numAdded: 0 };
}

/** Gives how far it came: to the end, unless the run is to continue as new. */
async function embedAndWrite(begun: IndexProgress, todo: Entries & { readonly options: IndexDocumentsOptions }): Promise<IndexProgress> {
  const { maxParallelCalls = begun.maxParallelCalls ?? DEFAULT_PARALLEL_CALLS, continueAsNew } = todo.options;
  const left = Array.from({ length: begun.count - begun.next }, (_, index) => begun.next + index);
  // One alone: vectors that do not fit into the index cost one request.
  const [first, ...others] = left;
  const written = first === undefined ? [] : [await embedAndWriteOne(begun, first, todo)];
  let stopped = false;
  const counts = await gather(
    others,
    async (part) => {
      stopped ||= continueAsNew !== undefined && workflowInfo().continueAsNewSuggested;
      return stopped ? undefined : embedAndWriteOne(begun, part, todo);
    },
    { concurrency: maxParallelCalls, label: 'batch' },
  );
  // They start in their order, so those that did not are the last.
  written.push(...counts.filter((count) => count !== undefined));
  const numAdded = written.reduce((sum, count) => sum + count, begun.numAdded);
  return { ...begun, next: begun.next + written.length, numAdded };
}

/** @returns how many chunks it has */
async function embedAndWriteOne(
  { batches, count, embedder, startedAt }: IndexProgress,
  part: number,
  { options: { sourceIdKey }, index, embeddings }: Entries & { readonly options: IndexDocumentsOptions },
): Promise<number> {
  const about = `batch ${part + 1}/${count}`;
  const embed: EmbedTask<PartOptions> = { v: 1, task: 'embed', texts: batches, options: { part } };
  const { vectors, dimensions } = await performTask<EmbedReply>(embeddings, embed, about);
  const write: WriteTask = {
    v: 1,
    task: 'write',
    batches,
    part,
    vectors: { type: 'file', data: vectors.data as Uint8Array },
    embedder: { ...embedder, dimensions },
    startedAt,
    ...(sourceIdKey !== undefined && { sourceIdKey }),
  };
  return performTask<number>(index, write, about);
}

async function clean(
  { startedAt, sources }: IndexProgress,
  { cleanup = 'none' }: IndexDocumentsOptions,
  index: DurableEntry,
): Promise<number> {
  if (cleanup === 'none') return 0;
  const task: CleanTask = { v: 1, task: 'clean', cleanup, startedAt, ...(sources !== undefined && { sources }) };
  return (await performTask<CleanReply>(index, task, 'delete what is stale')).numDeleted;
}

function check(options: IndexDocumentsOptions): void {
  checkOptions(WHERE, options, OPTION_NAMES);
  checkCount(WHERE, 'itemsPerCall', options.itemsPerCall);
  checkCount(WHERE, 'maxParallelCalls', options.maxParallelCalls);
  const { cleanup = 'none', sourceIdKey } = options;
  if (!['none', 'incremental', 'full'].includes(cleanup)) {
    throw new InvalidOption({
      where: WHERE,
      option: 'cleanup',
      problem: `is '${cleanup}'`,
      hint: "Write 'none', 'incremental' or 'full'.",
    });
  }
  if (cleanup === 'incremental' && sourceIdKey === undefined) {
    const hint = "Name the member of the documents' metadata that says which source they are of, such as 'source'.";
    throw new InvalidOption({ where: WHERE, option: 'sourceIdKey', problem: "is missing, and cleanup is 'incremental'", hint });
  }
}
