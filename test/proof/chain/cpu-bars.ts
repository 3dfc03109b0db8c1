import { loadavg } from 'node:os';
import { measureDurable } from '../../../bench/measure/measure-durable.ts';
import type { Measurement } from '../../../bench/measure/measurement.ts';
import { installPeers } from '../../../bench/measure/peers.ts';
import { defineBar, type Bar } from '../define-bar.ts';
import { inBenchScene, variantOf } from './bench-runs.ts';

const STEPS = 100;
const PAIRS = 3;

interface Pair {
  readonly own: Measurement;
  readonly peer: Measurement;
}

let measured: Promise<readonly Pair[]> | undefined;

/** Ours and the peer's in turn, so that neither has the machine to itself. */
function pairs(): Promise<readonly Pair[]> {
  measured ??= inBenchScene(async (scene) => {
    await installPeers();
    const found: Pair[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      const [own, peer] = [variantOf('onceward'), variantOf('temporal-ai-sdk')];
      found.push({
        own: await measureDurable(scene, { ...own, steps: STEPS }),
        peer: await measureDurable(scene, { ...peer, steps: STEPS }),
      });
    }
    return found;
  });
  return measured;
}

function cpuBar(what: string, most: number, cpuMs: (run: Measurement) => number | undefined): Bar {
  return defineBar({
    area: 'chain',
    bar: `${what}, beside that of @temporalio/ai-sdk, at ${STEPS} steps (median of ${PAIRS} pairs)`,
    unit: 'share',
    target: `≤ ${most}`,
    timeoutMs: 30 * 60_000,
    async measure() {
      const shares = (await pairs()).map(({ own, peer }) => ({ own: cpuMs(own) ?? Number.NaN, peer: cpuMs(peer) ?? Number.NaN }));
      const value = median(shares.map(({ own, peer }) => own / peer));
      const single = shares.map(({ own, peer }) => `${(own / STEPS).toFixed(1)} and ${(peer / STEPS).toFixed(1)}`).join(', ');
      return { value, ok: value <= most, note: `ms a step, ours and the peer's: ${single}; load ${loadavg()[0]?.toFixed(1)}` };
    },
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export const cpuBars: readonly Bar[] = [
  cpuBar("CPU of the worker's process a step", 0.6, ({ workerCpuMs }) => workerCpuMs),
  cpuBar('CPU of a replay', 0.75, ({ replayCpuMs }) => replayCpuMs),
];
