import type { LockedChange } from '../lock/locked-change.js';
import type { Server } from '../server/connect-to-server.js';
import { listRuns, type ListedRun } from '../server/list-runs.js';
import { hasActiveMarker } from './active-marker.js';
import { changeQueries, type ChangeQueries } from './change-query.js';
import { countRuns } from './count-runs.js';

/** How many histories are read of runs that may have recorded a change while it was active. */
const MOST_HISTORIES = 500;
const OLDEST_SHOWN = 3;

/** Which runs have to do with a change. */
export interface Standing {
  /** Open runs without its record. */
  readonly openWithout: number;
  readonly openWith: number;
  /** Of `openWith`, those that recorded it while it was active; only looked at where it matters. */
  readonly openActive?: number;
  /** Of `openWith`, those whose history was not read. */
  readonly openUnread?: number;
  /** Closed runs that the namespace still keeps. */
  readonly closedWithout: number;
  readonly closedWith: number;
  /** The oldest of the runs that hold it back. */
  readonly oldest: readonly ListedRun[];
}

/** Asks the server for them. A run that began a moment ago may not be counted yet: visibility follows by seconds. */
export async function readStanding(server: Server, change: LockedChange, taskQueue: string | undefined): Promise<Standing> {
  const queries = changeQueries(change, taskQueue);
  const [openWithout, openWith, closedWithout, closedWith] = await Promise.all(
    [queries.openWithout, queries.openWith, queries.closedWithout, queries.closedWith].map((query) => countRuns(server, query)),
  );
  const counts = { openWithout: openWithout ?? 0, openWith: openWith ?? 0, closedWithout: closedWithout ?? 0, closedWith: closedWith ?? 0 };
  return { ...counts, ...(await readHolders(server, change, queries)) };
}

async function readHolders(
  server: Server,
  { id, scope, state }: LockedChange,
  { openWith, openWithout }: ChangeQueries,
): Promise<Pick<Standing, 'openActive' | 'openUnread' | 'oldest'>> {
  // The code of a change of scope run goes on taking what runs recorded, so nobody holds its last step back.
  if (scope === 'run' || state === 'active') return { oldest: (await oldestFirst(server, openWithout)).slice(0, OLDEST_SHOWN) };
  const runs = await oldestFirst(server, openWith);
  const holders: ListedRun[] = [];
  for (const run of runs.slice(0, MOST_HISTORIES)) if (await hasActiveMarker(server, run, id)) holders.push(run);
  return { openActive: holders.length, openUnread: Math.max(0, runs.length - MOST_HISTORIES), oldest: holders.slice(0, OLDEST_SHOWN) };
}

/** Temporal lists the newest first, and not every visibility can be asked for another order. */
async function oldestFirst(server: Server, query: string): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  for await (const run of listRuns(server, { query })) runs.push(run);
  return runs.toReversed();
}
