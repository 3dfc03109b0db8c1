import { killAnEmbedding, type KilledEmbedding } from '../../support/kill-an-embedding.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const SIZE = { texts: 5_000, dimensions: 1_536, itemsPerCall: 100 };
const WHAT = `embedArtifact of ${SIZE.texts} texts × ${SIZE.dimensions} dimensions, its worker killed in the middle`;
const LARGEST_HISTORY_KB = 200;

let killed: Promise<KilledEmbedding> | undefined;

function measured(): Promise<KilledEmbedding> {
  return (killed ??= killAnEmbedding(SIZE));
}

export const embeddingBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: `${WHAT}: batches embedded again that were not in flight`,
    unit: 'requests',
    target: 0,
    async measure() {
      const { unexplained, batches, inFlight, wrong, described } = await measured();
      const note = `${batches} batches, ${inFlight} in flight at the kill; ${wrong} of the vectors wrong; a durable step read ${described.rows} × ${described.dimensions}`;
      const isWhole = wrong === 0 && described.rows === SIZE.texts && described.dimensions === SIZE.dimensions;
      return { value: unexplained, ok: unexplained === 0 && inFlight > 0 && isWhole, note };
    },
  }),
  defineBar({
    area: 'ai-sdk',
    bar: `${WHAT}: history`,
    unit: 'KB',
    target: `< ${LARGEST_HISTORY_KB}`,
    async measure() {
      const { historyBytes } = await measured();
      return { value: historyBytes / 1_000, ok: historyBytes < LARGEST_HISTORY_KB * 1_000 };
    },
  }),
];
