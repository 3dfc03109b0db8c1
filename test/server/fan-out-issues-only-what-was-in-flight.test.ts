import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { completedActivities, startKillableScene, until, type KillableScene } from '../support/killable-scene.ts';

const ITEMS = 12;
const DONE_BEFORE_THE_KILL = 3;

let scene: KillableScene;
let items: Server;
let isHolding = true;
const asked: number[] = [];

beforeEach(async () => {
  scene = await startKillableScene();
  const answer = (response: ServerResponse, n: number): void => void response.end(JSON.stringify({ n }));
  items = createServer((request, response) => {
    const n = Number(request.url?.slice(1));
    asked.push(n);
    if (!isHolding || n < DONE_BEFORE_THE_KILL) answer(response, n);
  });
  await new Promise<void>((resolve) => items.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  items.closeAllConnections();
  items.close();
  await scene.stop();
});

test('a worker killed at 3 of 12 items issues exactly the other 9 again', async () => {
  const environment = { ITEM_URL: `http://127.0.0.1:${(items.address() as AddressInfo).port}` };
  const worker = await scene.startWorker({ environment });
  const handle = await scene.start('fanOut', ITEMS);
  await until('all items are asked for', async () => asked.length === ITEMS);
  await until('three are recorded', async () => (await completedActivities(handle)) === DONE_BEFORE_THE_KILL);
  await worker.kill('SIGKILL');
  isHolding = false;
  await scene.startWorker({ environment });

  expect(await handle.result()).toEqual(Array.from({ length: ITEMS }, (_, n) => ({ n })));
  expect(asked.length - ITEMS).toBe(ITEMS - DONE_BEFORE_THE_KILL);
  expect(asked.slice(ITEMS).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 9 }, (_, n) => n + DONE_BEFORE_THE_KILL));
});
