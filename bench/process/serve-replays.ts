import { readFileSync } from 'node:fs';
import { serveParent } from './serve-parent.ts';

export interface ReplayRequest {
  /** A history as JSON. The first one also pays for the start of the replayer. */
  readonly historyFile: string;
}

export interface ReplayRun {
  readonly cpu: NodeJS.CpuUsage;
}

/** The replayer of a version of Temporal's packages: each way of running the agent brings its own. */
export interface Replayer<History> {
  readonly parse: (json: unknown) => History;
  readonly replay: (
    histories: AsyncIterable<{ workflowId: string; history: History }>,
  ) => AsyncIterableIterator<{ readonly error?: Error }>;
}

/** Replays each history that the parent names, from its first event, and tells the CPU it took. */
export function serveReplays<History>({ parse, replay }: Replayer<History>): void {
  let provide: (history: History) => void = () => undefined;
  const nextHistory = (): Promise<History> =>
    new Promise((resolve) => {
      provide = resolve;
    });
  let requested = nextHistory();
  /** Hands over a history only when it is asked for, so that nothing of it is replayed before the clock starts. */
  async function* histories(): AsyncGenerator<{ workflowId: string; history: History }> {
    for (;;) {
      const history = await requested;
      requested = nextHistory();
      yield { workflowId: 'bench', history };
    }
  }
  const results = replay(histories());
  serveParent<ReplayRequest>(async ({ historyFile }): Promise<ReplayRun> => {
    const history = parse(JSON.parse(readFileSync(historyFile, 'utf8')));
    const before = process.cpuUsage();
    provide(history);
    const result = await results.next();
    const cpu = process.cpuUsage(before);
    if (result.done === true) throw new Error('The replayer has ended.');
    if (result.value.error !== undefined) throw result.value.error;
    return { cpu };
  });
}
