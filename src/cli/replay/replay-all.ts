import type { HistorySource, ReplayOptions, ReplayOutcome } from 'onceward/worker';
import { createProgress } from '../output/progress.js';
import type { ListedRun } from '../server/list-runs.js';
import type { Loaded } from './fetch-listed.js';

/** A run that was deleted before its history was fetched. */
export type DeletedRun = Pick<ListedRun, 'workflowId' | 'workflowType'>;

export const DELETED = 'it was deleted before its history was fetched';

/** What came of the histories that were to be replayed. */
export interface Replayed {
  readonly outcomes: readonly ReplayOutcome[];
  readonly deleted: readonly DeletedRun[];
}

/** Replays them in turn: a history is loaded when the one before it is done, so that only one is in memory. */
export async function replayAll<From>(
  from: readonly From[],
  load: (from: From) => Promise<Loaded>,
  options: ReplayOptions,
): Promise<Replayed> {
  const { replayHistories } = await import('onceward/worker');
  const outcomes: ReplayOutcome[] = [];
  const deleted: DeletedRun[] = [];
  const progress = createProgress(from.length, 'histories');
  async function* histories(): AsyncGenerator<HistorySource> {
    for (const one of from) {
      const loaded = await load(one);
      if ('source' in loaded) yield loaded.source;
      else if ('outcome' in loaded) outcomes.push(loaded.outcome);
      else deleted.push(loaded.deleted);
      progress.advance();
    }
  }
  try {
    for await (const outcome of replayHistories(histories(), options)) outcomes.push(outcome);
  } finally {
    progress.end();
  }
  return { outcomes, deleted };
}
