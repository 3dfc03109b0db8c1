import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@temporalio/common';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startEventLoopMonitor } from '../../../src/worker/event-loop/event-loop-monitor.ts';
import { RunningSteps } from '../../../src/worker/event-loop/running-steps.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';

const HERE = fileURLToPath(import.meta.url);
const STANDSTILL_MS = 1_000;

const warnings: { message: string; meta: Record<string, unknown> | undefined }[] = [];
const logger = { warn: (message: string, meta?: Record<string, unknown>) => void warnings.push({ message, meta }) } as Logger;
let running: RunningSteps;
let stop: () => Promise<void>;

beforeEach(async () => {
  warnings.length = 0;
  running = new RunningSteps();
  stop = startEventLoopMonitor({ standstillMs: STANDSTILL_MS, running, logger });
  // The watcher has to be there before there is something to see.
  await sleep(1_500);
  warnings.length = 0;
});

afterEach(() => stop());

function stepOf(activityType: string, file: string): DurableStep {
  return { file, entry: { activityType } } as DurableStep;
}

function tokenizeForLong(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

test('a standstill is told with the step whose module was running, the function and the line, though the step is over by then', async () => {
  const waiting = running.track(stepOf('model.waits', '/app/models.ts'), () => sleep(STANDSTILL_MS * 4));
  await running.track(stepOf('tool.tokenize', HERE), async () => tokenizeForLong(STANDSTILL_MS * 2.5));
  await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 5_000 });
  expect(warnings[0]?.meta).toMatchObject({ steps: ['tool.tokenize'] });
  expect(warnings[0]?.message).toMatch(
    /^The event loop stood still for \d s( \d+ \w+)? in tool\.tokenize, at tokenizeForLong \(\S+standstill-is-named\.test\.ts:\d+\)\. .*thread: true/,
  );
  await waiting;
});

test('code of a library is told with the steps that ran', async () => {
  await running.track(stepOf('tool.one', '/app/one.ts'), () =>
    running.track(stepOf('tool.two', '/app/two.ts'), async () => tokenizeForLong(STANDSTILL_MS * 2.5)),
  );
  await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 5_000 });
  expect(warnings[0]?.message).toContain('while tool.one, tool.two ran, at tokenizeForLong');
});

test('one warning a step in a minute', async () => {
  for (let round = 0; round < 2; round += 1) {
    await running.track(stepOf('tool.tokenize', HERE), async () => tokenizeForLong(STANDSTILL_MS * 2));
    await sleep(STANDSTILL_MS);
  }
  expect(warnings).toHaveLength(1);
});

test('a loop that turns is left in peace', async () => {
  await running.track(stepOf('tool.tokenize', HERE), () => sleep(STANDSTILL_MS * 2));
  expect(warnings).toEqual([]);
});
