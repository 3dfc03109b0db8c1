/** Replays histories: `node replay.ts <case> <bundle>`. */
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { serveReplays } from '../../process/serve-replays.ts';
import { createPlugin } from './create-plugin.ts';

const [, codePath = ''] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
serveReplays({
  parse: historyFromJSON,
  replay: (histories) => Worker.runReplayHistories({ workflowBundle: { codePath }, plugins: [createPlugin()] }, histories),
});
