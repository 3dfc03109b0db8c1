import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { createSeededRandom, type SeededRandom } from '../../../examples/document-agent/scene/seeded-random.ts';
import { taskOf } from '../../fixtures/chain/page-script.ts';
import * as plain from '../../fixtures/chain/workflows.ts';
import { withChainScene, type ChainScene } from '../../support/chain-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const STEPS = 500;
const WORKERS = 4;
const KILLS = 6;
const SEED = 7;
const LARGEST_RESULT = 3_000_000;
const EDITS = ['none', 'prune', 'summarise', 'shorten', 'as-text'] as const;

interface RandomRun {
  readonly pages: readonly number[];
  readonly tasks: readonly string[];
  readonly edit: (typeof EDITS)[number];
}

/** Runs of one to three loops side by side, each with an edit of its own, until they make up enough steps. */
function randomRuns(random: SeededRandom): readonly RandomRun[] {
  const runs: RandomRun[] = [];
  const pagesOf = (): number => runs.flatMap(({ pages }) => pages).reduce((sum, pages) => sum + pages, 0);
  // Some steps ask for two pages.
  while (pagesOf() * 0.75 < STEPS) {
    const pages = Array.from({ length: random.integer(1, 3) }, () => random.integer(3, 20));
    runs.push({ pages, tasks: pages.map((count) => taskOf(random.integer(0, 10_000), count)), edit: random.pick(EDITS) });
  }
  return runs;
}

/** Mostly small results, some large ones, and one of 3 MB now and then. */
function randomSizes(random: SeededRandom): readonly number[] {
  return [LARGEST_RESULT, ...Array.from({ length: 96 }, () => random.integer(0, random.pick([0, 100, 2_500, 20_000, 150_000])))];
}

/** Runs everything on workers of which one is killed now and then, and another one started. */
async function runDurably({ client, taskQueue, prompts, startWorker }: ChainScene, runs: readonly RandomRun[]): Promise<void> {
  const workers = await Promise.all(Array.from({ length: WORKERS }, startWorker));
  const handles: WorkflowHandle[] = [];
  for (const [index, { tasks, edit }] of runs.entries()) {
    handles.push(await client.workflow.start('readSideBySide', { args: [tasks, edit], taskQueue, workflowId: `random-${index}` }));
  }
  const before = prompts.length;
  const state = { over: false };
  const ended = Promise.all(handles.map((handle) => handle.result())).finally(() => {
    state.over = true;
  });
  ended.catch(() => undefined);
  for (const kill of Array.from({ length: KILLS }, (_, index) => index + 1)) {
    while (prompts.length - before < (kill * STEPS) / (KILLS + 1) && !state.over) await sleep(50);
    if (state.over) break;
    await workers.shift()?.kill();
    workers.push(await startWorker());
  }
  await ended;
}

const random500 = defineBar({
  area: 'chain',
  bar: `prompts that are not those of the plain framework, in ${STEPS} random steps: results up to ${LARGEST_RESULT / 1_000_000} MB, edits, loops side by side, ${WORKERS} workers, ${KILLS} kills, eager off, a cache of 4`,
  unit: 'prompts',
  target: 0,
  timeoutMs: 30 * 60_000,
  async measure() {
    const random = createSeededRandom(SEED);
    const [sizes, runs] = [randomSizes(random), randomRuns(random)];
    return withChainScene({ eager: false, sizes, environment: { CACHED_PROMPTS: '4' } }, async (scene) => {
      for (const { tasks, edit } of runs) await plain.readSideBySide(tasks, edit);
      const expected = new Set(scene.prompts);
      const plainCount = scene.prompts.length;
      await runDurably(scene, runs);
      const durable = scene.prompts.slice(plainCount);
      const sent = new Set(durable);
      const wrong = [...sent].filter((prompt) => !expected.has(prompt)).length;
      const missing = [...expected].filter((prompt) => !sent.has(prompt)).length;
      const note = `${plainCount} prompts of the plain framework, ${durable.length} of the workflows (${durable.length - plainCount} again after a kill), ${missing} missing; seed ${SEED}`;
      return { value: wrong + missing, ok: wrong + missing === 0 && plainCount >= STEPS, note };
    });
  },
});

export const promptBars: readonly Bar[] = [random500];
