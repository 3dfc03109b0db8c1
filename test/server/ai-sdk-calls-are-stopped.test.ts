import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startCancelScene, type CancelScene } from '../support/cancel-scene.ts';

let scene: CancelScene;

beforeAll(async () => {
  scene = await startCancelScene();
});
afterAll(() => scene.stop());

/** Runs a workflow, and waits until the other side has seen each connection close that it left without an answer. */
async function run(workflow: string): Promise<{ outcome: unknown; paths: readonly string[] }> {
  const before = scene.server.requests.length;
  const outcome: unknown = await (await scene.start(workflow)).result();
  const requests = scene.server.requests.slice(before);
  const unanswered = requests.filter(({ isAnswered }) => !isAnswered);
  await vi.waitFor(() => expect(unanswered.every(({ closedAtMs }) => closedAtMs !== undefined)).toBe(true), { timeout: 20_000 });
  return { outcome, paths: requests.map(({ path }) => path.split(/[/?]/)[1] ?? '') };
}

test.for([
  ['aborts', 'AbortError: This operation was aborted'],
  ['abortsWithReason', 'Error: the user left'],
  ['timesOut', 'TimeoutError: The operation timed out'],
  ['stepTimesOut', 'TimeoutError: Step timeout of 500ms exceeded'],
  ['streamTimesOut', 'start abort'],
  ['streamAborts', 'start abort'],
] as const)(
  '%s: workflow code is told as by plain code, the provider’s connection is closed, and nothing is asked again',
  async ([workflow, outcome]) => {
    expect(await run(workflow)).toEqual({ outcome, paths: ['model'] });
  },
);

test('a tool that takes longer than its timeout is closed, its model is told and asked again', async () => {
  expect(await run('toolTimesOut')).toEqual({
    outcome: expect.stringContaining('TimeoutError') as string,
    paths: ['model', 'tool', 'model'],
  });
});

test('a timeout that nobody catches fails the run, by its name', async () => {
  const error: unknown = await run('failsByTimeout').catch((thrown: unknown) => thrown);
  expect((error as Error).cause).toMatchObject({ type: 'TimeoutError', nonRetryable: true });
});

test('an integration of the AI SDK’s telemetry is told in a workflow what it is told by plain code', async () => {
  const { toldToTelemetry } = await import('../fixtures/cancel/stops.ts');
  const plain = await toldToTelemetry();
  expect(plain).toContain('onLanguageModelCallEnd');
  expect((await run('toldToTelemetry')).outcome).toEqual(plain);
});
