import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startKillableScene } from '../killable-scene.ts';
import { until } from '../until.ts';
import { startHttpServer } from './start-http-server.ts';

/** What became of a run whose worker was killed in the middle of a call, and of the programs beside the workers. */
export interface KilledInACall {
  readonly result: unknown;
  /** How often the server was asked for its tools. */
  readonly lists: number;
  /** The key of each call of the tool, in order. */
  readonly keys: readonly unknown[];
  /** The program beside the worker that was killed, and the one beside the worker that took over and was then stopped. */
  readonly programs: readonly [ofKilled: number, ofStopped: number];
}

/** Kills a worker that has a program beside it, while a server over HTTP holds a call; another finishes the run, and is stopped. */
export async function killInACall(): Promise<KilledInACall> {
  const server = await startHttpServer();
  const { state, heard, url } = server;
  const scene = await startKillableScene({ fixture: 'mcp', environment: { GITHUB_URL: url, JIRA_URL: url } });
  const heardFile = join(scene.folder, 'heard');
  const startWorker = (): ReturnType<typeof scene.startWorker> => scene.startWorker({ HEARD: heardFile });
  const callProgram = async (): Promise<number> => {
    await (await scene.start('aiCall', 'echo', { text: 'hi' }, 'files')).result();
    const lines = existsSync(heardFile) ? readFileSync(heardFile, 'utf8').trim().split('\n') : [];
    return Number((JSON.parse(lines.at(-1) ?? '{}') as { pid?: number }).pid);
  };
  try {
    const worker = await startWorker();
    const ofKilled = await callProgram();
    const handle = await scene.start('aiCall', 'hold', {});
    await until('a held call', async () => state.held.length === 1);
    await worker.kill();
    const next = await startWorker();
    await until('the call made again', async () => state.held.length === 2);
    for (const answer of state.held) answer();
    const result: unknown = await handle.result();
    const ofStopped = await callProgram();
    await next.stop();
    const keys = heard.flatMap((one) => (one.what === 'call' ? [one.key] : []));
    return { result, keys, lists: heard.filter(({ what }) => what === 'list').length, programs: [ofKilled, ofStopped] };
  } finally {
    await scene.stop();
    await server.close();
  }
}

/** How many of the processes are still there after a while that is long enough to end. */
export async function leftBehind(pids: readonly number[], patienceMs = 10_000): Promise<number> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline && !pids.every(isGone)) await sleep(50);
  return pids.filter((pid) => !isGone(pid)).length;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
