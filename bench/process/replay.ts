/** Replays histories of one case, each from its first event, and tells the CPU each took: `node replay.ts <case> <bundle>`. */
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { loadCase, type CaseOptions } from '../measure/bench-case.ts';
import { serveReplays } from './serve-replays.ts';

const [name = '', codePath = '', options = '{}'] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const { createPlugin } = await loadCase(name);
serveReplays({
  parse: historyFromJSON,
  replay: (histories) =>
    Worker.runReplayHistories({ workflowBundle: { codePath }, plugins: [createPlugin(JSON.parse(options) as CaseOptions)] }, histories),
});
