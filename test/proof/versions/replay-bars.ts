import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { memoryJournal, memoryStore } from 'onceward/worker';
import { startModelServer } from '../../../bench/load/model-server.ts';
import { caseNames, loadCase } from '../../../bench/measure/bench-case.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { runProgram } from '../../fixtures/harness/run-program.ts';
import { withWorker } from '../../fixtures/harness/with-worker.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const [HISTORIES, STEPS] = [500, 100];
/** Runs that were really made, of different seeds. The others are copies of them under ids of their own. */
const RECORDED = 10;
const MOST_MS = 10 * 60_000;
/** Code is compiled and heaps have grown by then. */
const [WARM_FROM, WARM_TO] = [50, 150];
const MOST_GROWTH = 1.1;
const MEGABYTE = 1024 * 1024;

const PROGRAM = fileURLToPath(new URL('../../fixtures/replay/measure-replays.ts', import.meta.url));

/** As the program gives it. */
interface Replays {
  readonly ms: number;
  readonly cpuMs: number;
  readonly problems: readonly string[];
  /** After each history. */
  readonly rssBytes: readonly number[];
  readonly events: number;
}

/** Runs the agent of a case so often, and writes the histories into files. */
async function recordHistories(caseName: string, folder: string): Promise<void> {
  const model = await startModelServer();
  process.env['OPENAI_BASE_URL'] = model.url;
  const { workflowsPath, createPlugin } = await loadCase(caseName);
  const plugin = createPlugin({ store: memoryStore(), journal: memoryJournal() });
  const temporal = await openTemporal();
  const { client, connection } = temporal;
  const taskQueue = 'agents';
  const texts: string[] = [];
  try {
    const workflowBundle = await bundleWorkflows(workflowsPath, plugin);
    await withWorker({ connection, taskQueue, workflowBundle, plugins: [plugin] }, async () => {
      for (let seed = 1; seed <= RECORDED; seed += 1) {
        const handle = await client.workflow.start('agent', { args: [{ steps: STEPS, seed }], taskQueue, workflowId: `agent-${seed}` });
        await handle.result();
        texts.push(historyToJSON(await handle.fetchHistory()));
      }
    });
  } finally {
    await temporal.close();
    await model.close();
  }
  for (let index = 0; index < HISTORIES; index += 1) {
    const text = underOwnIds(texts[index % RECORDED] ?? '', index);
    writeFileSync(join(folder, `${String(index).padStart(3, '0')}.json.gz`), gzipSync(text));
  }
}

/** The same history as that of another run. */
function underOwnIds(text: string, index: number): string {
  const [, runId = ''] = /"originalExecutionRunId":\s*"([^"]+)"/.exec(text) ?? [];
  const [, workflowId = ''] = /"workflowId":\s*"([^"]+)"/.exec(text) ?? [];
  return text.replaceAll(runId, randomUUID()).replaceAll(`"${workflowId}"`, `"agent-copy-${index}"`);
}

const measured = new Map<string, Promise<Replays>>();

/** Once for the bars of a case. */
function replaysOf(caseName: string): Promise<Replays> {
  const replays = measured.get(caseName) ?? measure(caseName);
  measured.set(caseName, replays);
  return replays;
}

/** In a process of its own, as `onceward replay` is: what recording left in memory is not in the way. */
async function measure(caseName: string): Promise<Replays> {
  const folder = mkdtempSync(join(tmpdir(), 'onceward-replays-'));
  try {
    await recordHistories(caseName, folder);
    return JSON.parse(await runProgram(process.execPath, [PROGRAM, caseName, folder], { cwd: folder })) as Replays;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function noteOf({ ms, cpuMs, problems, events }: Replays): string {
  const problem = problems.length === 0 ? '' : `; ${problems.length} not replayed: ${problems[0]}`;
  return `${(ms / HISTORIES).toFixed(0)} ms and ${(cpuMs / HISTORIES).toFixed(0)} ms of CPU each, ${Math.round(events / HISTORIES)} events; ${RECORDED} runs, copied under ids of their own; load ${loadavg()[0]?.toFixed(1)}${problem}`;
}

/** The largest of some of the last, beside the largest after the warm-up. */
function growthOf({ rssBytes }: Replays): { readonly before: number; readonly after: number } {
  return { before: Math.max(...rssBytes.slice(WARM_FROM, WARM_TO)), after: Math.max(...rssBytes.slice(-(WARM_TO - WARM_FROM))) };
}

function barsOf(caseName: string): readonly Bar[] {
  return [
    defineBar({
      area: 'versions',
      bar: `replay of ${HISTORIES} histories of an agent of ${STEPS} steps, ${caseName}, in one process on a machine of two cores`,
      unit: 's',
      target: `≤ ${MOST_MS / 1_000}`,
      timeoutMs: 40 * 60_000,
      async measure() {
        const found = await replaysOf(caseName);
        const ok = found.problems.length === 0 && found.rssBytes.length === HISTORIES && found.ms <= MOST_MS;
        return { value: found.ms / 1_000, ok, note: noteOf(found) };
      },
    }),
    defineBar({
      area: 'versions',
      bar: `memory of the replay of ${HISTORIES} histories, ${caseName}: the most in the last ${WARM_TO - WARM_FROM} histories beside the most in those from the ${WARM_FROM}th to the ${WARM_TO}th`,
      unit: 'share',
      target: `≤ ${MOST_GROWTH}`,
      timeoutMs: 40 * 60_000,
      async measure() {
        const { before, after } = growthOf(await replaysOf(caseName));
        const note = `${Math.round(before / MEGABYTE)} MB of resident memory, then ${Math.round(after / MEGABYTE)} MB`;
        return { value: after / before, ok: after / before <= MOST_GROWTH, note };
      },
    }),
  ];
}

export const replayBars: readonly Bar[] = caseNames().flatMap(barsOf);
