/** A worker in a process of its own: `node worker.ts <case> <bundle> <folder> <options>`. */
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { serveParent } from '../../process/serve-parent.ts';
import * as activities from './activities.ts';
import { createPlugin } from './create-plugin.ts';

const [, codePath = '', , options = '{}'] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] }),
  namespace: process.env['TEMPORAL_NAMESPACE'],
  taskQueue: 'bench',
  // As long as the other's, since it stands in every second event.
  identity: '1@bench',
  workflowBundle: { codePath },
  activities,
  plugins: [createPlugin(JSON.parse(options) as { echo?: boolean })],
});
serveParent(async () => ({ cpu: process.cpuUsage() }));
await worker.run();
