import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completedActivities, startKillableScene, until, type KillableScene, type KillableWorker } from '../support/killable-scene.ts';

const SERVICE = { model: 'modelServer', tool: 'companyRegistry', write: 'crm' } as const;
type Kind = keyof typeof SERVICE;

/** Requests the other side gets for one step, by the moment its worker is killed. What is recorded is never paid again. */
const REQUESTS = { K1: 1, K2: 2, K3: 2, K4: 1, K5: 1 } as const;
type KillPoint = keyof typeof REQUESTS;

let scene: KillableScene;

beforeEach(async () => {
  scene = await startKillableScene();
});

afterEach(async () => {
  await scene.stop();
});

describe.each(['model', 'tool', 'write'] as const)('a worker killed in a %s step', (kind) => {
  test.each(Object.entries(REQUESTS) as [KillPoint, number][])('at %s costs %i request(s) in all', async (point, requests) => {
    await scene.control('companyRegistry', { typicalMs: 1, slowMs: 1 });
    const worker = await scene.startWorker(point === 'K2' || point === 'K5' ? {} : { killAt: point });
    const handle = await startAndKill(kind, point, worker);
    expect(await worker.gone).toBe(null);
    await scene.startWorker();

    expect(await handle.result()).toEqual(expect.any(String));
    expect(await countRequests(kind)).toBe(requests);
    if (kind === 'write') expect(await rows()).toBe(1);
  });
});

async function startAndKill(kind: Kind, point: KillPoint, worker: KillableWorker) {
  if (point === 'K2') await scene.control(SERVICE[kind], { delayMs: 3_000 });
  const handle = await scene.start('oneStep', kind);
  if (point === 'K2') {
    await until('the request arrives', async () => (await countRequests(kind)) === 1);
    await worker.kill('SIGKILL');
    await scene.control(SERVICE[kind], { delayMs: 0 });
  }
  if (point === 'K5') {
    await until('the step completes', async () => (await completedActivities(handle)) === 1);
    await worker.kill('SIGKILL');
  }
  return handle;
}

async function countRequests(kind: Kind): Promise<number> {
  return (await scene.requests(SERVICE[kind])).length;
}

async function rows(): Promise<number> {
  const { count } = (await (await fetch(`${scene.services.urls.crm}/records`)).json()) as { count: number };
  return count;
}
