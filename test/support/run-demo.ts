import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { startDevServer } from 'onceward/testing';

const DEMO = fileURLToPath(new URL('../../examples/document-agent/demo/main.ts', import.meta.url));

export interface DemoOutcome {
  readonly exitCode: number | null;
  readonly lines: readonly string[];
  /** Seconds from the start to the first line that matches, by pattern. */
  secondsTo(pattern: RegExp): number;
  readonly seconds: number;
  /** The folder with everything the demo kept. */
  readonly folder: string;
}

/** Runs the demo as its own process, in a folder of its own. */
export async function runDemo(commandLine: readonly string[]): Promise<DemoOutcome> {
  const cwd = mkdtempSync(join(tmpdir(), 'onceward-demo-'));
  const startedAtMs = Date.now();
  const child = spawn(process.execPath, [DEMO, ...commandLine], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  // A bar that is given up ends the process that measures, and must not leave a server and workers behind.
  const stop = (): void => void child.kill('SIGINT');
  process.once('exit', stop);
  const lines: { text: string; atMs: number }[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (text) => lines.push({ text, atMs: Date.now() }));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  process.off('exit', stop);
  const demoFolder = join(cwd, '.onceward', 'demo');
  return {
    exitCode,
    lines: lines.map(({ text }) => text),
    secondsTo: (pattern) => ((lines.find(({ text }) => pattern.test(text))?.atMs ?? Number.NaN) - startedAtMs) / 1_000,
    seconds: (Date.now() - startedAtMs) / 1_000,
    folder: join(demoFolder, readdirSync(demoFolder)[0] ?? ''),
  };
}

/** The history of a run that the demo kept in its server's database file, and its size as the server counts it. */
export async function readKeptHistory(
  folder: string,
  workflowId: string,
): Promise<{ history: Awaited<ReturnType<WorkflowHandle['fetchHistory']>>; bytes: number }> {
  const server = await startDevServer({ databaseFile: join(folder, 'temporal.sqlite') });
  const connection = await Connection.connect({ address: server.address });
  try {
    const handle = new Client({ connection, namespace: server.namespace }).workflow.getHandle(workflowId);
    const [history, { historySize }] = await Promise.all([handle.fetchHistory(), handle.describe()]);
    return { history, bytes: historySize ?? Number.NaN };
  } finally {
    await connection.close();
    await server.stop();
  }
}
