import { setTimeout as sleep } from 'node:timers/promises';
import { startFaultProxy, type FaultProxy, type TcpFault } from '../fault-proxy.ts';
import type { KillableScene } from '../killable-scene.ts';
import { startOutsideWorld } from '../outside-world.ts';
import { until } from '../until.ts';
import type { ChaosCell } from './chaos-cell.ts';
import { countCells } from './count-cells.ts';
import { finishRun } from './finish-run.ts';
import { STEP_NAMES } from './step-kinds.ts';

/** Where the network fails. */
export const LINKS = ['worker ↔ server', 'worker ↔ provider'] as const;
export type Link = (typeof LINKS)[number];

/** Longer than the heartbeat timeout of the scene, so that the server gives the attempts up meanwhile. */
const FAULT_MS = 4_000;

/**
 * A step of every kind is at the provider when the network fails and comes back. Towards the server, the answers arrive meanwhile and
 * nothing may be asked again. Towards the provider, an answer that cannot arrive is asked for once more.
 */
export async function failNetwork(scene: KillableScene, link: Link, fault: TcpFault): Promise<readonly ChaosCell[]> {
  const world = await startOutsideWorld();
  const isServerLink = link === 'worker ↔ server';
  const proxy = await startFaultProxy(isServerLink ? scene.address : new URL(world.url).host);
  const taskQueue = `${link} ${fault}`;
  const worker = await scene.startWorker({
    TASK_QUEUE: taskQueue,
    CACHED_WORKFLOWS: '0',
    TEMPORAL_ADDRESS: isServerLink ? proxy.address : scene.address,
    WORLD_URL: isServerLink ? world.url : `http://${proxy.address}`,
  });
  try {
    const release = world.hold();
    const handle = await scene.startOn(taskQueue, 'together');
    await until('all are at the other side', async () => world.requests().length === STEP_NAMES.length);
    await breakWhileAnswering({ link, fault, proxy, release });
    const { done, asked } = await finishRun(handle, world);
    return countCells({ event: `${link}: ${fault}`, world, done, asked, mayRepeat: isServerLink || fault === 'delay' ? 0 : 1 });
  } finally {
    await worker.kill('SIGKILL');
    await proxy.close();
    await world.close();
  }
}

interface Break {
  readonly link: Link;
  readonly fault: TcpFault;
  readonly proxy: FaultProxy;
  readonly release: () => void;
}

async function breakWhileAnswering({ link, fault, proxy, release }: Break): Promise<void> {
  proxy.begin(fault);
  if (link === 'worker ↔ provider' && (fault === 'reset' || fault === 'half-close')) {
    // The connections are broken at once; what is tried again soon finds the network well.
    proxy.end();
    release();
    return;
  }
  release();
  await sleep(FAULT_MS);
  proxy.end();
}
