import { join } from 'node:path';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { putDocuments } from 'onceward/langchain/client';
import type { IndexResult } from 'onceward/langchain/workflow';
import { readHistory } from 'onceward/testing';
import { fileStore } from 'onceward/worker';
import { CHUNKS_PER_PAGE, pages } from '../fixtures/retrieval/pages.ts';
import type { IndexSettings } from '../fixtures/retrieval/workflows.ts';
import { withKillableScene, type Environment, type KillableScene } from './killable-scene.ts';
import { readIndex } from './read-index.ts';
import { until } from './until.ts';
import { vectorOf } from './vector-of.ts';

export interface IndexingSize {
  readonly chunks: number;
  readonly itemsPerCall: number;
  readonly kills: number;
  /** Every so-manieth page is another one when it is indexed again. */
  readonly changeEvery: number;
}

/** What became of an index whose worker was killed while it was built, and which was then brought up to date. */
export interface KilledIndexing {
  /** Chunks that were embedded more often than once and than the kills explain. */
  readonly unexplained: number;
  /** The most batches that were embedded and not written when a worker was killed. */
  readonly mostInFlight: number;
  /** Chunks that are not in the index, or with a vector that is not theirs. */
  readonly wrong: number;
  readonly built: IndexResult;
  readonly wallMs: number;
  readonly runs: number;
  readonly events: number;
  readonly historyBytes: number;
  /** The history of the longest of its runs. */
  readonly largestHistoryBytes: number;
  readonly again: Again;
  readonly changed: Again;
}

/** What it took to index again. */
export interface Again extends IndexResult {
  /** Texts that the provider was sent. */
  readonly embedded: number;
  /** Of those, texts that had not changed. */
  readonly embeddedAgain: number;
  readonly wrong: number;
}

export const SLOTS = 8;
const DIMENSIONS = 64;
const SETTINGS: IndexSettings = { cleanup: 'incremental', sourceIdKey: 'source' };

/** Where the index is: what its workers need to find it, and what stands in it. */
export interface IndexPlace {
  readonly environment: Environment;
  read(): Promise<ReadonlyMap<string, readonly number[]>>;
}

/** Builds an index while its worker is killed, indexes the same again, and then pages of which some changed. */
export function killAnIndexing(size: IndexingSize, place?: IndexPlace): Promise<KilledIndexing> {
  const options = { fixture: 'retrieval', heartbeat: '3s', firstRetry: '100ms' } as const;
  return withKillableScene((scene) => new KilledIndex(scene, size, place ?? fileIn(scene.folder)).run(), options);
}

function fileIn(folder: string): IndexPlace {
  const file = join(folder, 'index.sqlite');
  return { environment: { INDEX_FILE: file }, read: async () => readIndex(file) };
}

class KilledIndex {
  readonly #scene: KillableScene;
  readonly #size: IndexingSize;
  readonly #place: IndexPlace;
  /** How often each text may have been embedded more than once. */
  readonly #allowed = new Map<string, number>();
  #mostInFlight = 0;

  constructor(scene: KillableScene, size: IndexingSize, place: IndexPlace) {
    this.#scene = scene;
    this.#size = size;
    this.#place = place;
  }

  async run(): Promise<KilledIndexing> {
    const began = Date.now();
    const handle = await this.#start(() => undefined);
    await this.#killFiveTimes();
    const built = (await handle.result()) as IndexResult;
    const wallMs = Date.now() - began;
    const counts = countOf(this.#texts());
    const unexplained = Array.from(counts, ([text, count]) => Math.max(0, count - 1 - (this.#allowed.get(text) ?? 0)));
    return {
      unexplained: unexplained.reduce((sum, count) => sum + count, 0),
      mostInFlight: this.#mostInFlight,
      wrong: await this.#wrong(() => undefined),
      built,
      wallMs,
      ...(await historiesOf(this.#scene.client, handle)),
      again: await this.#again(() => undefined),
      changed: await this.#again((page) => (page % this.#size.changeEvery === 0 ? 'a sentence that changed' : undefined)),
    };
  }

  async #start(wordsOf: (page: number) => string | undefined): Promise<WorkflowHandle> {
    const { artifacts } = oncewardClient({ store: fileStore({ folder: join(this.#scene.folder, '.onceward', 'artifacts') }) });
    const documents = await putDocuments(artifacts, pages(this.#size.chunks / CHUNKS_PER_PAGE, wordsOf));
    return this.#scene.start('buildIndex', documents, { ...SETTINGS, itemsPerCall: this.#size.itemsPerCall });
  }

  /** Every other time when all slots wait for the provider; else at whatever moment it is. */
  async #killFiveTimes(): Promise<void> {
    const { kills, chunks, itemsPerCall } = this.#size;
    const batches = chunks / itemsPerCall;
    const { world } = this.#scene;
    const requests = (): number => world.requests('embed').length;
    let worker = await this.#startWorker();
    for (let kill = 1; kill <= kills; kill += 1) {
      const point = requests() + Math.floor(batches / (kills + 1));
      const isHeld = kill % 2 === 1;
      const release = isHeld ? world.hold(({ kind }) => kind === 'embed' && requests() > point) : () => undefined;
      await until(`${point} batches are asked for`, async () => requests() >= point + (isHeld ? SLOTS : 0), 600_000);
      await worker.kill('SIGKILL');
      release();
      await this.#noteInFlight();
      worker = await this.#startWorker();
    }
  }

  /** What was asked for and is not in the index may be asked for once more. */
  async #noteInFlight(): Promise<void> {
    const written = await this.#place.read();
    const unwritten = this.#requests().filter((texts) => !written.has(texts[0] ?? ''));
    const batches = new Map(unwritten.map((texts) => [texts[0], texts]));
    this.#mostInFlight = Math.max(this.#mostInFlight, batches.size);
    for (const text of [...batches.values()].flat()) this.#allowed.set(text, (this.#allowed.get(text) ?? 0) + 1);
  }

  async #again(wordsOf: (page: number) => string | undefined): Promise<Again> {
    const before = this.#texts().length;
    const known = await this.#place.read();
    const result = (await (await this.#start(wordsOf)).result()) as IndexResult;
    const embedded = this.#texts().slice(before);
    const embeddedAgain = embedded.filter((text) => known.has(text)).length;
    return { ...result, embedded: embedded.length, embeddedAgain, wrong: await this.#wrong(wordsOf) };
  }

  async #wrong(wordsOf: (page: number) => string | undefined): Promise<number> {
    const index = await this.#place.read();
    const texts = [...pages(this.#size.chunks / CHUNKS_PER_PAGE, wordsOf)].flatMap(({ pageContent }) => pageContent.split('\n\n'));
    const isRight = (text: string): boolean => {
      const vector = index.get(text);
      return (
        vector !== undefined &&
        vectorOf(text, DIMENSIONS).every((number, column) => Math.fround(number) === Math.fround(vector[column] ?? -1))
      );
    };
    return texts.filter((text) => !isRight(text)).length + Math.abs(index.size - texts.length);
  }

  #startWorker(): ReturnType<KillableScene['startWorker']> {
    return this.#scene.startWorker(this.#place.environment);
  }

  #requests(): string[][] {
    return this.#scene.world.requests('embed').map(({ body }) => (body as { input: string[] }).input);
  }

  #texts(): string[] {
    return this.#requests().flat();
  }
}

function countOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Of all runs that continued one another. */
async function historiesOf(
  client: Client,
  { workflowId }: WorkflowHandle,
): Promise<Pick<KilledIndexing, 'runs' | 'events' | 'historyBytes' | 'largestHistoryBytes'>> {
  const histories: { readonly bytes: number; readonly events: number }[] = [];
  let runId: string | undefined = await firstRunOf(client, workflowId);
  while (runId !== undefined) {
    const handle = client.workflow.getHandle(workflowId, runId);
    const { events } = await handle.fetchHistory();
    histories.push({ bytes: (await readHistory(handle)).bytes, events: events?.length ?? 0 });
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? undefined;
  }
  const sizes = histories.map(({ bytes }) => bytes);
  return {
    runs: histories.length,
    events: histories.reduce((sum, { events }) => sum + events, 0),
    historyBytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    largestHistoryBytes: Math.max(...sizes),
  };
}

async function firstRunOf(client: Client, workflowId: string): Promise<string | undefined> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId ?? undefined;
}
