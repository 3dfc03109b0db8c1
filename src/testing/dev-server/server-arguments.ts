import type { DevServerOptions } from './dev-server.js';
import { LOOPBACK } from './free-port.js';
import type { ServerPorts } from './server-ports.js';

/** Off in this server otherwise: short activities would pay a second trip through the task queue. */
const DEFAULT_CONFIG = { 'system.enableActivityEagerExecution': true };

/** The command line of `temporal` for a server with these options. */
export function toServerArguments(options: DevServerOptions, ports: ServerPorts): string[] {
  const { databaseFile, namespace, searchAttributes = {}, dynamicConfig = {} } = options;
  return [
    'server',
    'start-dev',
    `--ip=${LOOPBACK}`,
    `--port=${ports.grpc}`,
    ports.ui === undefined ? '--headless' : `--ui-port=${ports.ui}`,
    '--log-level=error',
    '--color=never',
    ...Object.entries({ ...DEFAULT_CONFIG, ...dynamicConfig }).map(
      ([key, value]) => `--dynamic-config-value=${key}=${JSON.stringify(value)}`,
    ),
    ...(databaseFile === undefined ? [] : [`--db-filename=${databaseFile}`]),
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...Object.entries(searchAttributes).map(([name, type]) => `--search-attribute=${name}=${type}`),
  ];
}
