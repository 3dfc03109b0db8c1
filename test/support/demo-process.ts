import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const DEMO = fileURLToPath(new URL('../../examples/document-agent/demo/main.ts', import.meta.url));

/** The demo as a user runs it, in a folder of its own. */
export interface DemoProcess {
  readonly folder: string;
  output(): string;
  /** Waits until the demo has printed this, and gives the match. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal to the demo and to what it started, as a terminal does on Ctrl-C. */
  signal(signal: NodeJS.Signals): void;
  /** Whether the demo, a worker or a service still runs. */
  isAlive(): boolean;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Ends what is left, and removes the folder. */
  remove(): void;
}

export function startDemo(commandLine: readonly string[], environment: Readonly<Record<string, string>> = {}): DemoProcess {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-demo-'));
  // Detached: a process group of its own, as a terminal gives one.
  const child = spawn(process.execPath, [DEMO, ...commandLine], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const group = -(child.pid as number);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()));
  const isAlive = (): boolean => trySignal(group, 0);
  return {
    folder,
    output: () => output,
    async printed(pattern) {
      await until(`the demo prints ${String(pattern)}, it printed:\n${output}`, async () => pattern.test(output), 90_000);
      return pattern.exec(output) as RegExpExecArray;
    },
    signal: (signal) => void trySignal(group, signal),
    isAlive,
    ended: new Promise((resolve) => child.once('close', resolve)),
    remove() {
      trySignal(group, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function trySignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
