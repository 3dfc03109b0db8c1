import type { Context } from '@temporalio/activity';
import { readRecordedRun, type RecordedRun } from '../../payloads/fork/recorded-run.js';
import { OriginLost } from '../../shared/errors/origin-lost.js';
import { LeastRecentlyUsed } from '../../shared/memory/least-recently-used.js';

/** Room for the histories of runs that were forked. */
const CACHED_BYTES = 64 * 1024 * 1024;

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;

/** Which run. */
export interface OriginRun {
  readonly workflowId: string;
  readonly runId: string;
}

/** The histories of the runs that runs of this worker were forked from, each read once while it is remembered. */
export class Origins {
  readonly #runs = new LeastRecentlyUsed<RecordedRun>(CACHED_BYTES, bytesOf);
  /** Many steps of one fork begin at the same time. */
  readonly #reading = new Map<string, Promise<RecordedRun>>();

  /**
   * What a run did.
   *
   * @param isEnough whether a reading from before says all that is asked; without it one will do if the run was over by then
   * @throws OriginLost
   */
  async read({ client, info }: Pick<Context, 'client' | 'info'>, origin: OriginRun, isEnough = isOver): Promise<RecordedRun> {
    const namespace = info.activityNamespace;
    const name = `${namespace}/${origin.runId}/${origin.workflowId}`;
    const known = this.#runs.get(name);
    if (known !== undefined && (known.isOver || isEnough(known))) return known;
    const reading = this.#reading.get(name) ?? readRecordedRun(client, { namespace, execution: origin });
    this.#reading.set(name, reading);
    try {
      const run = await reading;
      this.#runs.set(name, run);
      return run;
    } catch (error) {
      throw (error as { readonly code?: unknown }).code === NOT_FOUND ? new OriginLost(origin) : error;
    } finally {
      if (this.#reading.get(name) === reading) this.#reading.delete(name);
    }
  }
}

function isOver(run: RecordedRun): boolean {
  return run.isOver;
}

function bytesOf({ steps, messages }: RecordedRun): number {
  const payloads = [...steps.flatMap(({ input, ended }) => [...input, ended?.result]), ...messages.flatMap(({ args }) => args)];
  return payloads.reduce((sum, payload) => sum + (payload?.data?.byteLength ?? 0), 0);
}
