import type { Manifest } from '../manifest.js';
import { connectToServer, type Server } from '../server/connect-to-server.js';
import type { DoctorContext } from './define-check.js';
import { reachablePackages } from './packages/reachable-packages.js';
import type { InstalledPackage } from './packages/read-package.js';

export interface DoctorOptions {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly taskQueue: string | undefined;
  readonly plugin: string | undefined;
  readonly runs: number | undefined;
}

/** A context whose connection is opened when a check asks for it and closed by `close`. */
export function createDoctorContext(options: DoctorOptions): DoctorContext & { close(): Promise<void> } {
  let packages: readonly InstalledPackage[] | undefined;
  let server: Promise<Server> | undefined;
  return {
    ...options,
    packages: () => (packages ??= reachablePackages(options.folder)),
    server: () => (server ??= connectToServer()),
    // A server that could not be reached was reported by its check.
    close: async () => server?.then((opened) => opened.close()).catch(() => undefined),
  };
}
