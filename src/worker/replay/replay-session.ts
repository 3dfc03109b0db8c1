import type { ReplayResult, ReplayWorkerOptions } from '@temporalio/worker';
import type { NamedHistory } from './history-source.js';

interface Running {
  readonly results: AsyncIterator<ReplayResult>;
  readonly push: (history: NamedHistory) => void;
}

/** A history that Temporal's native part cannot take makes it panic, and wait for ever. The largest take less than half of it. */
const LONGEST_REPLAY_MS = 5 * 60_000;

/**
 * One replay worker for any number of histories, one after the other. A worker takes its time to start and holds the whole bundle, so there is
 * no other for each history; one that dies of a history is replaced for the next.
 */
export class ReplaySession {
  readonly #options: ReplayWorkerOptions;
  #running: Running | undefined;

  constructor(options: ReplayWorkerOptions) {
    this.#options = options;
  }

  /** @throws whatever the worker dies of */
  async replay(history: NamedHistory): Promise<ReplayResult> {
    const { results, push } = (this.#running ??= await this.#start());
    push(history);
    const result = await inTime(results.next()).catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    if (result.done !== true) return result.value;
    this.#running = undefined;
    throw new Error('The replay ended without a result');
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.results.return?.();
  }

  async #start(): Promise<Running> {
    // Loaded here only: Temporal's native part takes its time, and most tests that import what leads here need none of it.
    const { Worker } = await import('@temporalio/worker');
    let push: (history: NamedHistory) => void = () => undefined;
    const next = (): Promise<NamedHistory> =>
      new Promise((resolve) => {
        push = resolve;
      });
    let requested = next();
    async function* histories(): AsyncGenerator<NamedHistory> {
      for (;;) {
        const history = await requested;
        requested = next();
        yield history;
      }
    }
    return { results: Worker.runReplayHistories(this.#options, histories()), push: (history) => push(history) };
  }
}

async function inTime<Result>(replay: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`The replay had not ended after ${LONGEST_REPLAY_MS} ms`)), LONGEST_REPLAY_MS);
  });
  try {
    return await Promise.race([replay, late]);
  } finally {
    clearTimeout(timer);
  }
}
