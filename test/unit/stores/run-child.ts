import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export interface ChildResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a TypeScript file in a process of its own and waits for its end. */
export async function runChild(script: URL, ...args: readonly string[]): Promise<ChildResult> {
  // `node:sqlite` warns on Node 22, which is no error of the child.
  const options = ['--disable-warning=ExperimentalWarning', '--import', 'tsx'];
  return run(process.execPath, [...options, fileURLToPath(script), ...args]);
}

/** The same with a disk of `megabytes` at `folder`, which only this process sees: in a mount namespace of its own. */
export async function runChildOnSmallDisk(
  megabytes: number,
  folder: string,
  script: URL,
  ...args: readonly string[]
): Promise<ChildResult> {
  const mount = `mount -t tmpfs -o size=${megabytes}m onceward-test "$0" && exec "$@"`;
  const child = [process.execPath, '--import', 'tsx', fileURLToPath(script), ...args];
  return run('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', mount, folder, ...child]);
}

async function run(file: string, args: readonly string[]): Promise<ChildResult> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const [[code, signal], output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, signal, output, errors };
}
