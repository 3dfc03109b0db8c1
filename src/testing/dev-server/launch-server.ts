import type { DevServer, DevServerOptions } from './dev-server.js';
import { LOOPBACK } from './free-port.js';
import { launchOnFreePort, launchProgram } from './launch-program.js';
import { toServerArguments } from './server-arguments.js';
import { chooseServerPorts } from './server-ports.js';

const HINT =
  'Read the log above. A database file can be used by one server at a time, and only by the server version that wrote it or a newer one.';

/** Starts a server from `binary` and waits until it answers. */
export function launchServer(binary: string, options: DevServerOptions): Promise<DevServer> {
  return launchOnFreePort(() => launchOnce(binary, options));
}

async function launchOnce(binary: string, options: DevServerOptions): Promise<DevServer> {
  const { namespace = 'default', logFile } = options;
  const ports = await chooseServerPorts(options);
  const address = `${LOOPBACK}:${ports.grpc}`;
  const commandLine = toServerArguments(options, ports);
  const server = await launchProgram({ file: binary, commandLine, address, namespace, logFile, hint: HINT });
  const uiUrl = ports.ui === undefined ? undefined : `http://${LOOPBACK}:${ports.ui}`;
  return { address, namespace, startedHere: true, pid: server.pid, stop: () => server.stop(), ...(uiUrl && { uiUrl }) };
}
