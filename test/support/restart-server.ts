import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDevServer, type DevServer } from 'onceward/testing';
import type { KillableScene } from './killable-scene.ts';

/** Stops the server of a scene, and starts another at the same address and with the same database after a while. */
export async function restartServer({ server, folder }: KillableScene, downMs: number): Promise<DevServer> {
  await server.stop();
  await sleep(downMs);
  const port = Number(server.address.split(':').at(-1));
  return startDevServer({ databaseFile: join(folder, 'temporal.sqlite'), port });
}
