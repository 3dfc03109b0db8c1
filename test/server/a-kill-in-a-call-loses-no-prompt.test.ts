import { expect, test } from 'vitest';
import { taskOf } from '../fixtures/chain/page-script.ts';
import * as plain from '../fixtures/chain/workflows.ts';
import { withChainScene, type ChainScene } from '../support/chain-scene.ts';

const PAGES = 10;
/** The request that is with the provider when its worker is killed. */
const IN_FLIGHT = 6;

/** What the model was sent, as hashes. */
interface Sent {
  /** By plain code. */
  readonly expected: readonly string[];
  /** By the workflow. */
  readonly sent: readonly string[];
}

/** Kills the worker that waits for an answer, and lets another one go on. */
async function killInCall({ client, taskQueue, prompts, hold, startWorker }: ChainScene): Promise<Sent> {
  const task = taskOf(0, PAGES);
  await plain.readOn(task, 'shorten');
  const expected = [...prompts];
  const call = hold(IN_FLIGHT - 1);
  const first = await startWorker();
  const handle = await client.workflow.start('readOn', { args: [task, 'shorten'], taskQueue, workflowId: 'killed' });
  await call.arrived;
  await startWorker();
  await first.kill();
  call.release();
  expect(await handle.result()).toBe(`Read ${PAGES} pages.`);
  return { expected, sent: prompts.slice(expected.length) };
}

test('kill -9 in a model call, without a store: the next worker finds the prompt in the history, and only the call in flight is made again', () =>
  withChainScene({ eager: true, sizes: [0, 1_500, 9_000], environment: { STORE: 'none' } }, async (scene) => {
    const { expected, sent } = await killInCall(scene);
    expect(expected.length).toBeGreaterThan(IN_FLIGHT + 1);
    expect(sent).toEqual([...expected.slice(0, IN_FLIGHT), ...expected.slice(IN_FLIGHT - 1)]);
  }));
