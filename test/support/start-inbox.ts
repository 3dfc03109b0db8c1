import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

export interface RunningInbox {
  readonly url: string;
  /** Ends it as Ctrl+C does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** `onceward inbox` in a process of its own, on a free port. */
export async function startInbox(address: string, ...words: readonly string[]): Promise<RunningInbox> {
  const child = spawn(process.execPath, [PROGRAM, 'inbox', '--port', '0', ...words], {
    env: { ...process.env, TEMPORAL_ADDRESS: address },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const [found] = /http:\/\/\S+/.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    closed.then(([code]) => reject(new Error(`onceward inbox ended with ${code}`)), reject);
  });
  return {
    url,
    async stop() {
      child.kill('SIGINT');
      const [code] = await closed;
      return code;
    },
  };
}
