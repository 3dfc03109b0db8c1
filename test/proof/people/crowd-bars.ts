import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBenchProcess } from '../../../bench/process/bench-process.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { createOnceward } from '../../fixtures/killable/onceward.ts';
import type { HeldMemory } from '../../fixtures/waiting/memory-worker.ts';
import { decideMany, type ManyApprovals } from '../../support/many-approvals.ts';
import { startOutsideWorld } from '../../support/outside-world.ts';
import { defineBar, type Bar, type Measurement } from '../define-bar.ts';

const RUNS = 1_000;
/** Until then code is still being compiled, and what the first runs left is more than what stays. */
const WARM_UP_RUNS = 200;
const CACHED_WORKFLOWS = 10;
const MOST_HEAP_BYTES = 1_000_000;

interface Crowd {
  readonly runs: ManyApprovals;
  readonly before: HeldMemory;
  readonly waiting: HeldMemory;
  readonly after: HeldMemory;
}

let measured: Promise<Crowd> | undefined;

/** Measured once for all bars. */
function crowd(): Promise<Crowd> {
  return (measured ??= measureCrowd());
}

async function measureCrowd(): Promise<Crowd> {
  const temporal = await openTemporal();
  const world = await startOutsideWorld();
  const folder = mkdtempSync(join(tmpdir(), 'onceward-crowd-'));
  const bundleFile = join(folder, 'bundle.cjs');
  const workflows = new URL('../../fixtures/waiting/workflows-many.ts', import.meta.url);
  writeFileSync(bundleFile, (await bundleWorkflows(workflows, createOnceward({ defaults: {} }))).code);
  const worker = await startBenchProcess({
    program: new URL('../../fixtures/waiting/memory-worker.ts', import.meta.url),
    programArguments: [bundleFile, String(CACHED_WORKFLOWS)],
    environment: { TEMPORAL_ADDRESS: temporal.address, WORLD_URL: world.url },
  });
  const memory = (): Promise<HeldMemory> => worker.ask<HeldMemory>({});
  try {
    const scene = { client: temporal.client, world, taskQueue: 'killable' };
    await decideMany(WARM_UP_RUNS, { ...scene, name: 'warm-up' });
    const before = await memory();
    let waiting = before;
    const whileAllWait = async (): Promise<void> => {
      waiting = await memory();
    };
    const runs = await decideMany(RUNS, { ...scene, whileAllWait });
    return { runs, before, waiting, after: await memory() };
  } finally {
    await worker.stop();
    await temporal.close();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureDecisions(): Promise<Measurement> {
  const { listed, listing, decided, continued, calls, left } = (await crowd()).runs;
  const isWhole = !listing.limited && listing.silent.length === 0 && listing.unreadable.length === 0;
  const ok = [listed, decided, continued, calls].every((count) => count === RUNS) && left === 0 && isWhole;
  const note = `${listed} listed, ${decided} decided, ${continued} went on with ${calls} calls, ${left} left; one worker with ${CACHED_WORKFLOWS} in memory`;
  return { value: Math.min(listed, decided, continued), ok, note };
}

async function measureMemory(): Promise<Measurement> {
  const { before, waiting, after } = await crowd();
  const more = ({ heapBytes, residentBytes, cachedWorkflows }: HeldMemory): string =>
    `${heapBytes - before.heapBytes} bytes of heap and ${residentBytes - before.residentBytes} resident with ${cachedWorkflows} cached`;
  const value = Math.max(waiting.heapBytes, after.heapBytes) - before.heapBytes;
  const note = `more than before, while ${RUNS} wait: ${more(waiting)}; when all are decided: ${more(after)}; before: ${before.heapBytes} and ${before.residentBytes}`;
  return { value, ok: value <= MOST_HEAP_BYTES, note };
}

async function measureLatency(): Promise<Measurement> {
  const { latenciesMs } = (await crowd()).runs;
  const at = (share: number): number => latenciesMs[Math.ceil(share * latenciesMs.length) - 1] ?? Number.NaN;
  const note = `p99 ${at(0.99).toFixed(0)} ms, slowest ${at(1).toFixed(0)} ms; one after the other, each run evicted before; load ${loadavg()[0]?.toFixed(1)}`;
  return { value: at(0.5), ok: latenciesMs.length === RUNS, note };
}

const TIMEOUT_MS = 30 * 60_000;

export const crowdBars: readonly Bar[] = [
  defineBar({
    area: 'people',
    bar: `approvals of ${RUNS} runs on one worker that are listed, decided, and followed by one call each`,
    unit: 'approvals',
    target: RUNS,
    timeoutMs: TIMEOUT_MS,
    measure: measureDecisions,
  }),
  defineBar({
    area: 'people',
    bar: `heap of that worker beyond what it had before, while ${RUNS} runs wait and when all are decided (the larger)`,
    unit: 'bytes',
    target: `≤ ${MOST_HEAP_BYTES}`,
    timeoutMs: TIMEOUT_MS,
    measure: measureMemory,
  }),
  defineBar({
    area: 'people',
    bar: `from the sending of a decision to the arrival of the call that follows it (median of ${RUNS} runs)`,
    unit: 'ms',
    target: 'reported',
    timeoutMs: TIMEOUT_MS,
    measure: measureLatency,
  }),
];
