import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { VectorStore } from '@langchain/core/vectorstores';
import { createArtifacts, memoryStore, type StepCall } from 'onceward/worker';
import { langchain, putDocuments } from 'onceward/langchain/worker';
import type { CleanReply, IndexTask, PlanReply, PlanTask, WriteTask } from '../../../adapters/langchain/shared/index-task.ts';
import { packVectors } from '../../../src/shared/artifacts/vectors.ts';
import type { Json } from '../../../src/shared/contract/json.ts';
import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.ts';

const artifacts = createArtifacts({ store: memoryStore() });

/** A text's vector: how often it has an `a`, a `b` and a `c`. */
export const letters = {
  async embedQuery(text: string): Promise<number[]> {
    return ['a', 'b', 'c'].map((letter) => text.split(letter).length - 1);
  },
  embedDocuments: (texts: string[]): Promise<number[][]> => Promise.all(texts.map((text) => letters.embedQuery(text))),
};

export const LETTERS = { id: 'letters', dimensions: 3 };

export function page(pageContent: string, source = pageContent): Document {
  return new Document({ pageContent, metadata: { source } });
}

export interface IndexOptions extends Partial<Pick<PlanTask, 'cleanup' | 'sourceIdKey' | 'embedder'>> {
  /** Called before a batch is written. */
  readonly beforeWrite?: (task: WriteTask) => Promise<void> | void;
  readonly attempt?: number;
}

export interface Indexed {
  readonly embedded: readonly string[];
  readonly numSkipped: number;
  readonly numDeleted: number;
}

/** Does one task of an index where its vector store is, as an activity would. */
export async function performTask(store: VectorStore, task: IndexTask, attempt = 1): Promise<unknown> {
  const call = { input: [toRichJson(task)], context: { artifacts, attempt } } as unknown as StepCall;
  const part = langchain().kinds['langchain/vector-store']?.parts?.(store)['index'];
  return fromRichJson((await part?.perform(store, call)) as Json);
}

/** Indexes documents two to a batch, as a workflow does with `indexDocuments`. */
export async function index(store: VectorStore, documents: readonly DocumentInterface[], options: IndexOptions = {}): Promise<Indexed> {
  const { cleanup = 'none', sourceIdKey, embedder = LETTERS, attempt = 1, beforeWrite } = options;
  const source = sourceIdKey === undefined ? {} : { sourceIdKey };
  const limits = { items: 2, bytes: 1_000 };
  const given = await putDocuments(artifacts, documents);
  const plan = (await performTask(store, { v: 1, task: 'plan', documents: given, embedder, limits, cleanup, ...source })) as PlanReply;
  const embedded: string[] = [];
  for (let part = 0; part < plan.count; part += 1) {
    const reference = ((await artifacts.open(plan.batches).json()) as unknown as Parameters<typeof artifacts.open>[0][])[part];
    const lines = reference === undefined ? '' : await artifacts.open(reference).text();
    const texts = lines.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { pageContent: string }).pageContent]));
    embedded.push(...texts);
    const { bytes } = packVectors(await letters.embedDocuments(texts));
    const vectors = { type: 'file' as const, data: bytes };
    const { batches, startedAt } = plan;
    const task: WriteTask = { v: 1, task: 'write', batches, part, vectors, embedder: { ...LETTERS, ...embedder }, startedAt, ...source };
    await beforeWrite?.(task);
    await performTask(store, task, attempt);
  }
  if (cleanup === 'none') return { embedded, numSkipped: plan.numSkipped, numDeleted: 0 };
  const { startedAt, sources } = plan;
  const cleaned = (await performTask(store, { v: 1, task: 'clean', cleanup, startedAt, ...(sources && { sources }) })) as CleanReply;
  return { embedded, numSkipped: plan.numSkipped, numDeleted: cleaned.numDeleted };
}
