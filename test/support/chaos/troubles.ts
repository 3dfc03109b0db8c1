import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerProcess } from 'onceward/testing';
import type { SeededRandom } from '../../../examples/document-agent/scene/seeded-random.ts';
import { TCP_FAULTS, type TcpFault } from '../fault-proxy.ts';
import type { Trouble } from './audit.ts';
import type { PlanRunner, Proxies } from './plan-runner.ts';
import type { WorkerFleet } from './worker-fleet.ts';

/** Longer than the heartbeat timeout of the scene, so that the server gives the attempts up meanwhile. */
const LASTS_MS = 3_000;
/** Connections that are broken at once need no longer. */
const BROKEN_MS = 100;

/** What a trouble is made in. */
interface Place {
  readonly runner: PlanRunner;
  readonly fleet: WorkerFleet;
  readonly random: SeededRandom;
}

/** Says which workers it could hit: all of them unless it says. */
type MakeTrouble = (place: Place) => Promise<Partial<Trouble> | undefined>;

async function killWorker({ fleet, random }: Place): Promise<Partial<Trouble>> {
  const victim = random.pick(fleet.workers());
  await fleet.replace(victim, () => victim.kill('SIGKILL'));
  // Nothing it did can end any more, and what it sent may still be on its way.
  return { pids: [victim.pid], endedMs: Infinity };
}

async function stopAndContinue({ fleet, random }: Place): Promise<Partial<Trouble>> {
  const { pid } = random.pick(fleet.workers());
  process.kill(pid, 'SIGSTOP');
  await sleep(LASTS_MS);
  process.kill(pid, 'SIGCONT');
  return { pids: [pid] };
}

/** One worker after the other gets SIGTERM, finishes what it has begun, and is replaced. No call is broken off. */
async function deploy({ fleet }: Place): Promise<Partial<Trouble>> {
  for (const old of fleet.workers()) {
    await fleet.replace(old, async (worker: WorkerProcess) => {
      const code = await worker.stop();
      if (code !== 0) throw new Error(`A worker that got SIGTERM ended with ${code}: ${worker.logTail()}`);
    });
  }
  return { pids: [] };
}

async function killServer({ runner }: Place): Promise<undefined> {
  await runner.restartServer(LASTS_MS);
}

function breakLink(link: keyof Proxies, fault: TcpFault): MakeTrouble {
  return async ({ runner }) => {
    const proxy = runner.proxies[link];
    proxy.begin(fault);
    await sleep(link === 'provider' && fault === 'reset' ? BROKEN_MS : LASTS_MS);
    proxy.end();
    return undefined;
  };
}

const LINKS = ['server', 'provider', 'ledger'] as const satisfies readonly (keyof Proxies)[];

/** Everything that happens to the processes of a run, by its name. */
const TROUBLES: Readonly<Record<string, MakeTrouble>> = {
  'worker killed': killWorker,
  'worker stands still': stopAndContinue,
  deploy,
  'server killed': killServer,
  ...Object.fromEntries(
    LINKS.flatMap((link) => TCP_FAULTS.map((fault) => [`worker ↔ ${link}: ${fault}`, breakLink(link, fault)] as const)),
  ),
};

export const TROUBLE_NAMES: readonly string[] = Object.keys(TROUBLES);

/** What may happen at any moment of a call, and costs the most when it does, comes oftener. */
const ONE_ROUND: readonly string[] = [...TROUBLE_NAMES, ...times(2, 'worker killed'), ...times(2, 'worker stands still')];

function times(count: number, name: string): readonly string[] {
  return Array.from({ length: count }, () => name);
}

interface MakingTrouble extends Place {
  /** Calls between the end of one and the beginning of the next: fewest and most. */
  readonly calls: readonly [number, number];
  readonly isOver: () => boolean;
  /** Told of each when it is over. */
  readonly onTrouble: (trouble: Trouble) => void;
}

/** Makes one trouble after the other until it is over: rounds of all of them, each in another order. */
export async function makeTrouble({ calls, isOver, onTrouble, ...place }: MakingTrouble): Promise<void> {
  const { runner, random } = place;
  let names: string[] = [];
  while (!isOver()) {
    const next = runner.world.requests().length + random.integer(...calls);
    while (runner.world.requests().length < next && !isOver()) await sleep(20);
    if (names.length === 0) names = random.shuffle(ONE_ROUND);
    const name = names.pop() ?? '';
    const beganMs = Date.now();
    const details = await TROUBLES[name]?.(place);
    onTrouble({ name, beganMs, endedMs: Date.now(), ...details });
  }
}
