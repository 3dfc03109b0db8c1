import { killAnIndexing, SLOTS, type KilledIndexing } from '../../support/kill-an-indexing.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const SIZE = { chunks: 100_000, itemsPerCall: 200, kills: 5, changeEvery: 100 };
const WHAT = `index of ${SIZE.chunks} chunks built with OpenAIEmbeddings in SqliteVectorStore, its worker killed ${SIZE.kills} times`;
const LARGEST_HISTORY_KB = 2_000;
const TIMEOUT_MS = 40 * 60_000;

let killed: Promise<KilledIndexing> | undefined;

function measured(): Promise<KilledIndexing> {
  return (killed ??= killAnIndexing(SIZE));
}

export const retrievalBars: readonly Bar[] = [
  defineBar({
    area: 'langchain',
    bar: `${WHAT}: chunks embedded again that were not in a batch in flight`,
    unit: 'chunks',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { unexplained, mostInFlight, wrong, built, wallMs } = await measured();
      const note = `${built.numAdded} added in ${Math.round(wallMs / 1_000)} s; at most ${mostInFlight} batches in flight at a kill (${SLOTS} slots); ${wrong} chunks missing or with a wrong vector`;
      const isWhole = wrong === 0 && built.numAdded === SIZE.chunks;
      return { value: unexplained, ok: unexplained === 0 && isWhole && mostInFlight > 0 && mostInFlight <= SLOTS, note };
    },
  }),
  defineBar({
    area: 'langchain',
    bar: `${WHAT}: largest history of a run`,
    unit: 'KB',
    target: `< ${LARGEST_HISTORY_KB}`,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { largestHistoryBytes, historyBytes, runs, events } = await measured();
      const note = `${runs} runs that continued one another, ${events} events and ${historyBytes / 1_000} KB in all`;
      return { value: largestHistoryBytes / 1_000, ok: largestHistoryBytes < LARGEST_HISTORY_KB * 1_000, note };
    },
  }),
  defineBar({
    area: 'langchain',
    bar: `${WHAT}, then indexed again unchanged: texts embedded`,
    unit: 'texts',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { again } = await measured();
      const ok = again.embedded === 0 && again.numSkipped === SIZE.chunks && again.numDeleted === 0 && again.wrong === 0;
      return { value: again.embedded, ok, note: `${again.numSkipped} skipped, ${again.numDeleted} deleted` };
    },
  }),
  defineBar({
    area: 'langchain',
    bar: `${WHAT}, then indexed again with 1 % of its chunks changed: texts embedded`,
    unit: 'texts',
    target: SIZE.chunks / SIZE.changeEvery,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { changed } = await measured();
      const expected = SIZE.chunks / SIZE.changeEvery;
      const ok = changed.embedded === expected && changed.embeddedAgain === 0 && changed.numDeleted === expected && changed.wrong === 0;
      return {
        value: changed.embedded,
        ok,
        note: `${changed.numSkipped} skipped, ${changed.numDeleted} stale ones deleted, ${changed.wrong} wrong`,
      };
    },
  }),
];
