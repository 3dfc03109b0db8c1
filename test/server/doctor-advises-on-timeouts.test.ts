import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { onceward } from '../fixtures/timings/plugin.ts';
import type * as workflows from '../fixtures/timings/workflows.ts';
import { runCli } from '../unit/cli/run-cli.ts';

const PLUGIN = fileURLToPath(new URL('../fixtures/timings/plugin.ts', import.meta.url));

interface Report {
  readonly id: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix?: string;
  readonly data?: readonly { readonly activityType: string }[];
}

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: new URL('../fixtures/timings/workflows.ts', import.meta.url), plugin: onceward });
});

afterAll(() => scene.close());

async function run(name: keyof typeof workflows): Promise<unknown> {
  return (await scene.start(name)).result();
}

function doctor(...words: string[]): ReturnType<typeof runCli> {
  return runCli(['doctor', ...words], { environment: { TEMPORAL_ADDRESS: scene.address } });
}

async function report(...words: string[]): Promise<Report | undefined> {
  return (JSON.parse((await doctor('--json', ...words)).stdout) as Report[]).find(({ id }) => id === 'timeouts');
}

/** Temporal lists a run a moment after it started. */
async function untilListed(count: number): Promise<void> {
  await vi.waitFor(async () => expect((await scene.client.workflow.count()).count).toBe(count), { timeout: 20_000, interval: 100 });
}

test('without any run it says that there is nothing to judge by', async () => {
  expect(await report('--plugin', PLUGIN)).toMatchObject({ ok: true, detail: '0 runs, 0 events read: none called a step of the plugin' });
});

test('a limit far above what a step takes is too wide, one that cut an attempt off too tight, each with the option to write', async () => {
  // The attempt after the one that hangs may be cut off, too, where the machine is slow.
  const [, attempts] = await Promise.all([run('twentyQuick'), run('hangsOnce')]);
  await untilListed(2);
  const found = await report('--plugin', PLUGIN);
  expect(found).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^2 runs, \d+ events read; 2 steps: 1 too tight, 1 too wide$/) as string,
  });
  expect(found?.fix).toContain('Too tight pays for answers that are thrown away. Too wide hides a call that hangs.');
  expect(found?.data?.toSorted((one, other) => one.activityType.localeCompare(other.activityType))).toMatchObject([
    {
      activityType: 'function.hangsOnce',
      verdict: 'too tight',
      startToCloseMs: 1_000,
      attempts: 0,
      cutOff: 1,
      retries: Number(attempts) - 1,
      option: "p99: '1s'",
    },
    { activityType: 'function.quick', verdict: 'too wide', startToCloseMs: 120_000, attempts: 20, cutOff: 0, retries: 0 },
  ]);
  const { stdout } = await doctor('--plugin', PLUGIN);
  expect(stdout).toMatch(/^ {3}STEP +ATTEMPTS +P50 +P99 +START-TO-CLOSE +CUT OFF +RETRIES +ADVICE$/m);
  expect(stdout).toMatch(/^ {3}function\.hangsOnce +0 +- +- +1 s +1 +\d +too tight: p99: '1s'$/m);
  expect(stdout).toMatch(/^ {3}function\.quick +20 +\S+ m?s +\S+ m?s +120 s +0 +0 +too wide: p99: '\d+s'$/m);
});

test('--runs reads so many of the newest, and says that there are more', async () => {
  const found = await report('--plugin', PLUGIN, '--runs', '1');
  expect(found?.detail).toMatch(/^1 run, \d+ events read; there are more \(--runs\)/);
  expect(await doctor('--plugin', PLUGIN, '--runs', 'all')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("--runs is 'all'; give a whole number from 1.") as string,
  });
});

test('without the plugin it says what it needs', async () => {
  expect(await report('--runs', '10')).toMatchObject({ ok: false, fix: expect.stringContaining('Add --plugin <file>') as string });
});
