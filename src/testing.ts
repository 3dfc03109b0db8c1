/** The entry `onceward/testing`: for tests and local runs. Node only. */
export type { DevServer, DevServerOptions } from './testing/dev-server/dev-server.js';
export { startDevServer } from './testing/dev-server/start-dev-server.js';
