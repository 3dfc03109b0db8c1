import type { NativeConnection } from '@temporalio/worker';

const LOOPBACK = /^(\[?::1\]?|localhost|127(?:\.\d{1,3}){3})(?::\d+)?$/;
/** Where Temporal looks when nobody says. */
export const DEFAULT_ADDRESS = 'localhost:7233';

const addresses = new WeakMap<NativeConnection, string>();

/** Remembers where a connection goes: Temporal's connection does not tell. */
export function rememberAddress(connection: NativeConnection, address: string): void {
  addresses.set(connection, address);
}

/** Where a worker's connection goes, or undefined when nobody said. */
export function addressOf(connection: NativeConnection | undefined): string | undefined {
  if (connection === undefined) return DEFAULT_ADDRESS;
  return addresses.get(connection);
}

/** Whether the server runs on this machine, so that files on this machine are shared by all its workers. */
export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address.replace(/^https?:\/\//, ''));
}
