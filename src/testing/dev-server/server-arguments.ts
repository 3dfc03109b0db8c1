import type { DevServerOptions } from './dev-server.js';
import { LOOPBACK } from './free-port.js';
import type { ServerPorts } from './server-ports.js';

/** The command line of `temporal` for a server with these options. */
export function toServerArguments(options: DevServerOptions, ports: ServerPorts): string[] {
  const { databaseFile, namespace, searchAttributes = {} } = options;
  return [
    'server',
    'start-dev',
    `--ip=${LOOPBACK}`,
    `--port=${ports.grpc}`,
    ports.ui === undefined ? '--headless' : `--ui-port=${ports.ui}`,
    '--log-level=error',
    '--color=never',
    // Off by default in this server; without it short activities pay a second trip through the task queue.
    '--dynamic-config-value=system.enableActivityEagerExecution=true',
    ...(databaseFile === undefined ? [] : [`--db-filename=${databaseFile}`]),
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...Object.entries(searchAttributes).map(([name, type]) => `--search-attribute=${name}=${type}`),
  ];
}
