/** Replays histories of one case, each from its first event, and tells the CPU each took: `node replay.ts <case> <bundle>`. */
import { readFileSync } from 'node:fs';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, type ReplayHistoriesIterable, Runtime, Worker } from '@temporalio/worker';
import { loadCase } from '../measure/bench-case.ts';
import { serveParent } from './serve-parent.ts';

export interface ReplayRequest {
  /** A history as JSON. The first one also pays for the start of the replayer. */
  readonly historyFile: string;
}

export interface ReplayRun {
  readonly cpu: NodeJS.CpuUsage;
}

type History = ReturnType<typeof historyFromJSON>;

const [name = '', codePath = ''] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const { createPlugin } = await loadCase(name);
let provide: (history: History) => void = () => undefined;
let requested = nextHistory();
const results = Worker.runReplayHistories({ workflowBundle: { codePath }, plugins: [createPlugin()] }, histories());

function nextHistory(): Promise<History> {
  return new Promise((resolve) => {
    provide = resolve;
  });
}

/** Hands over a history only when it is asked for, so that nothing of it is replayed before the clock starts. */
async function* histories(): ReplayHistoriesIterable {
  for (;;) {
    const history = await requested;
    requested = nextHistory();
    yield { workflowId: 'bench', history };
  }
}

serveParent<ReplayRequest>(async ({ historyFile }): Promise<ReplayRun> => {
  const history = historyFromJSON(JSON.parse(readFileSync(historyFile, 'utf8')));
  const before = process.cpuUsage();
  provide(history);
  const result = await results.next();
  const cpu = process.cpuUsage(before);
  if (result.done === true) throw new Error('The replayer has ended.');
  if (result.value.error !== undefined) throw result.value.error;
  return { cpu };
});
