import { parseArgs } from 'node:util';
import { startServices } from './start-services.ts';

/**
 * Runs all services in a process of their own, so that killing a worker never touches them: `node services/main.ts --folder <folder>`.
 * Prints one line of JSON with their URLs. Stops on SIGTERM, on SIGINT, and when the process that forked it is gone.
 */
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
if (values.folder === undefined) {
  console.error('Say where the services keep their data: node services/main.ts --folder <folder>');
  process.exit(2);
}

const services = await startServices({ folder: values.folder });
console.log(JSON.stringify(services.urls));

const stop = (): void => {
  void services.close().then(() => process.exit(0));
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
