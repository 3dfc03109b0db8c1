import type { Server } from '../../server/connect-to-server.js';
import { listRuns, type ListedRun } from '../../server/list-runs.js';
import { ObservedSteps } from './observed-steps.js';

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;
const PAGE_EVENTS = 250;
const RUNS_AT_ONCE = 8;

export interface Observation {
  readonly steps: ObservedSteps;
  readonly runs: number;
  readonly events: number;
  /** True when there are more runs, or events of a run, than were read. */
  readonly limited: boolean;
}

/** Reads the histories of the newest runs of the namespace, open ones included, up to one of the limits. */
export async function observeRuns(server: Server, limits: { readonly runs: number; readonly events: number }): Promise<Observation> {
  const { client, namespace } = server;
  const steps = new ObservedSteps();
  let [runs, events, limited] = [0, 0, false];

  const readRun = async ({ workflowId, runId }: ListedRun): Promise<void> => {
    const read = steps.startRun();
    let nextPageToken: Uint8Array | undefined;
    do {
      if (events >= limits.events) {
        limited = true;
        return;
      }
      const page = await client.workflowService.getWorkflowExecutionHistory({
        namespace,
        execution: { workflowId, runId },
        maximumPageSize: PAGE_EVENTS,
        nextPageToken,
      });
      if (nextPageToken === undefined) runs += 1;
      const found = page.history?.events ?? [];
      events += found.length;
      found.forEach(read);
      nextPageToken = page.nextPageToken;
    } while (nextPageToken !== undefined && nextPageToken.length > 0);
  };

  const newest: ListedRun[] = [];
  for await (const run of listRuns(server, { limit: limits.runs + 1 })) newest.push(run);
  const asked = newest.slice(0, limits.runs);
  limited = newest.length > asked.length;
  for (let first = 0; first < asked.length; first += RUNS_AT_ONCE) {
    await Promise.all(asked.slice(first, first + RUNS_AT_ONCE).map((run) => readRun(run).catch(unlessDeleted)));
  }
  return { steps, runs, events, limited };
}

/** A run that was deleted since it was listed tells nothing, and is no fault. */
function unlessDeleted(error: unknown): void {
  if ((error as { readonly code?: unknown }).code !== NOT_FOUND) throw error;
}
