import { TemporalServerFailed } from '../../shared/errors/temporal-server-failed.js';
import type { DevServerOptions } from './dev-server.js';
import { findFreePort, isPortFree, LOOPBACK } from './free-port.js';

export interface ServerPorts {
  readonly grpc: number;
  /** Absent: no UI. */
  readonly ui?: number;
}

/** The ports a server is to listen on: those asked for, when they are free, and free ones otherwise. */
export async function chooseServerPorts({ port, uiPort }: Pick<DevServerOptions, 'port' | 'uiPort'>): Promise<ServerPorts> {
  const grpc = await choosePort('port', port);
  if (uiPort === undefined || uiPort === false) return { grpc };
  return { grpc, ui: await choosePort('uiPort', uiPort) };
}

async function choosePort(option: 'port' | 'uiPort', wanted: number | undefined): Promise<number> {
  if (!wanted) return findFreePort();
  if (await isPortFree(wanted)) return wanted;
  throw new TemporalServerFailed({
    problem: `The Temporal server cannot listen on ${LOOPBACK}:${wanted} (option '${option}'): another process has that port`,
    hint: `Stop the process that has it, give another '${option}', or leave the option out to get a free one.`,
  });
}
