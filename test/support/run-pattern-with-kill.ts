import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startDevServer } from 'onceward/testing';
import { runProgram } from '../fixtures/harness/run-program.ts';
import { startWire, type WireRequest } from '../fixtures/round-trip/start-wire.ts';
import type { PatternSet } from './patterns-scene.ts';

export interface KilledRun {
  /** What `main.ts` printed. */
  readonly printed: string;
  /** How often each request reached the provider, by its JSON. */
  readonly requests: ReadonlyMap<string, number>;
  /** The request that was there when the worker was killed; nobody got its answer. */
  readonly inFlight: string;
}

/** Runs the durable form of a pattern, worker and main as programs, and kills the worker with SIGKILL when so many requests have reached the provider. */
export async function runPatternWithKill({ folder, scripts }: PatternSet, name: string, killAt: number): Promise<KilledRun> {
  const [server, wire] = await Promise.all([startDevServer(), startWire()]);
  const workFolder = mkdtempSync(join(tmpdir(), 'onceward-pattern-'));
  const durable = resolve(folder, name, 'durable');
  const env = { TEMPORAL_ADDRESS: server.address, OPENAI_BASE_URL: `${wire.url}/v1`, OPENAI_API_KEY: 'key' };
  const startWorker = (): ChildProcess =>
    spawn(process.execPath, [join(durable, 'worker.ts')], { cwd: workFolder, env: { ...process.env, ...env }, stdio: 'ignore' });
  let worker = startWorker();
  let inFlight = '';
  wire.play((request, number) => {
    if (number === killAt) {
      inFlight = JSON.stringify(request);
      // Gone before the answer is written.
      worker.kill('SIGKILL');
      worker = startWorker();
    }
    return scripts[name]?.(request, number) ?? { status: 500, json: {} };
  });
  try {
    const printed = await runProgram(process.execPath, [join(durable, 'main.ts')], { cwd: workFolder, env });
    return { printed, requests: countOf(wire.requests()), inFlight };
  } finally {
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await Promise.all([ended, server.stop(), wire.close()]);
    rmSync(workFolder, { recursive: true, force: true });
  }
}

function countOf(requests: readonly WireRequest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const request of requests.map((each) => JSON.stringify(each))) counts.set(request, (counts.get(request) ?? 0) + 1);
  return counts;
}
