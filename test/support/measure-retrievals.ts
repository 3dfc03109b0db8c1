import { randomUUID } from 'node:crypto';
import { expectReplays, readHistory, startScriptedProvider } from 'onceward/testing';
import { memoryJournal } from 'onceward/worker';
import { countingStore } from '../fixtures/files/counting-store.ts';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { lineScript } from '../fixtures/line-script.ts';
import { createOnceward } from '../fixtures/retrieved/onceward.ts';
import * as plain from '../fixtures/retrieved/workflows.ts';
import { bodiesOf } from '../fixtures/sent-requests.ts';

const WORKFLOWS = new URL('../fixtures/retrieved/workflows.ts', import.meta.url);

/** Three ways for the texts of the same documents: in history, in the store as a part of large payloads, in the store each for itself. */
export const WAYS = {
  inline: { how: 'inline' },
  offloaded: { how: 'inline', offloadAboveBytes: 16_384 },
  byReference: { how: 'byReference' },
} as const;

export type Way = keyof typeof WAYS;

/** What it took to find ten documents of 4 KB for each question, and to have a model answer from them. */
export interface MeasuredRetrievals {
  readonly historyBytes: number;
  /** Requests that are not those of plain LangChain, to the letter. */
  readonly otherRequests: number;
  /** Objects that the run wrote, and their bytes; objects that a replay read. */
  readonly writes: number;
  readonly storedBytes: number;
  readonly replayReads: number;
}

/** Runs the same questions in each way. */
export async function measureRetrievals(questions: number): Promise<Readonly<Record<Way, MeasuredRetrievals>>> {
  const provider = await startScriptedProvider({ script: lineScript });
  process.env['MODEL_URL'] = provider.url;
  const temporal = await openTemporal();
  try {
    const bundle = await bundleWorkflows(WORKFLOWS, createOnceward({ store: countingStore() }));
    const expected = await bodiesOf(provider, () => plain.ask('inline', questions));
    const measure = async (way: Way): Promise<MeasuredRetrievals> => {
      let measured: Omit<MeasuredRetrievals, 'otherRequests'> | undefined;
      const sent = await bodiesOf(provider, async () => (measured = await measureWay(temporal, { way, questions, bundle })));
      if (measured === undefined) throw new Error('It did not run.');
      const others = sent.filter((body, index) => body !== expected[index]).length;
      return { ...measured, otherRequests: others + Math.abs(sent.length - expected.length) };
    };
    return { inline: await measure('inline'), offloaded: await measure('offloaded'), byReference: await measure('byReference') };
  } finally {
    await temporal.close();
    await provider.close();
  }
}

interface Measuring {
  readonly way: Way;
  readonly questions: number;
  readonly bundle: Awaited<ReturnType<typeof bundleWorkflows>>;
}

async function measureWay(
  { connection, client }: Temporal,
  { way, questions, bundle }: Measuring,
): Promise<Omit<MeasuredRetrievals, 'otherRequests'>> {
  const { how, ...options } = WAYS[way];
  const store = countingStore();
  const plugin = createOnceward({ store, journal: memoryJournal(), ...options });
  const taskQueue = randomUUID();
  return withWorker({ connection, taskQueue, workflowBundle: bundle, plugins: [plugin] }, async () => {
    const handle = await client.workflow.start('ask', { args: [how, questions], taskQueue, workflowId: `ask-${way}` });
    await handle.result();
    const history = await readHistory(handle);
    const writes = new Set(store.writes).size;
    const before = store.reads.length;
    await expectReplays(history, { bundle, plugins: [plugin] });
    let storedBytes = 0;
    for await (const { bytes } of store.list('')) storedBytes += bytes;
    return { historyBytes: history.bytes, writes, storedBytes, replayReads: store.reads.length - before };
  });
}
