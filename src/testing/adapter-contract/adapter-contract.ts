import { deepEqual, equal, ok } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { checkOptions } from '../../shared/options/check-options.js';
import { expectNoSecret } from '../history/expect-no-secret.js';
import type { AdapterContractOptions } from './contract-options.js';
import { SCRIPT, startContractScene, type ContractScene } from './contract-scene.js';
import { readContractStep } from './contract-step.js';

const OPTION_NAMES = ['name', 'framework', 'workflowsPath', 'workflow', 'createPlugin', 'useProvider', 'secrets', 'sendsKey'];
const ABORT_WITHIN_MS = 20_000;
const POLL_MS = 50;

/**
 * Declares the tests that every adapter with a chat model has to pass, in the test framework that is given: one HTTP request an attempt; a
 * cancelled run closes the connection; the result of a step holds nothing of request and answer but what was said; usage is recorded; a
 * key that is sent is the step's. They run on a real server, against a scripted provider.
 *
 * @throws UnknownOption
 * @example
 * ```ts
 * adapterContract({
 *   name: 'my-framework',
 *   framework: { describe, test, beforeAll, afterAll },
 *   workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
 *   workflow: 'askOnce',
 *   createPlugin: () => new OncewardPlugin({ modules: [models], adapters: [myFramework()], store: memoryStore(), journal: memoryJournal() }),
 *   useProvider: (url) => void (process.env.MODEL_URL = url),
 *   secrets: ['the-key-of-the-models-client'],
 * });
 * ```
 */
export function adapterContract(options: AdapterContractOptions): void {
  checkOptions('adapterContract()', options, OPTION_NAMES);
  const { describe, test, beforeAll, afterAll } = options.framework;
  describe(`the adapter ${options.name} keeps the contract`, () => {
    let scene: ContractScene;
    beforeAll(async () => {
      scene = await startContractScene(options);
    });
    afterAll(async () => scene?.stop());
    test('the workflow gets what the model said', () => givesTheText(scene));
    test('one HTTP request an attempt, whatever the client would retry', () => oneRequestAnAttempt(scene));
    test('a cancelled run closes the connection to the provider', () => abortReachesTheSocket(scene));
    test('the result of a step holds no request, no header, and history no secret', () => nothingIsKept(scene, options));
    test('what the provider says it used is recorded, with the key of the step', () => usageIsRecorded(scene));
    test('an idempotency key that is sent is the key of the step', () => keyIsTheSteps(scene, options));
  });
}

async function givesTheText({ start }: ContractScene): Promise<void> {
  const handle = await start('When does the tide turn?');
  equal(await handle.result(), SCRIPT.text);
}

async function oneRequestAnAttempt({ provider, start }: ContractScene): Promise<void> {
  const before = provider.bill().requests;
  provider.failNext(503);
  const handle = await start('Fail once');
  await handle.result();
  const { activity } = await readContractStep(handle);
  deepEqual({ attempts: activity.attempts, requests: provider.bill().requests - before }, { attempts: 2, requests: 2 });
}

async function abortReachesTheSocket({ provider, start }: ContractScene): Promise<void> {
  const before = provider.bill().requests;
  provider.hangNext();
  const handle = await start('Never answered');
  const deadline = Date.now() + ABORT_WITHIN_MS;
  const latest = (): ReturnType<typeof provider.requests>[number] | undefined => provider.requests()[before];
  while (latest() === undefined && Date.now() < deadline) await setTimeout(POLL_MS);
  await handle.cancel();
  while (latest()?.abandonedAtMs === undefined && Date.now() < deadline) await setTimeout(POLL_MS);
  ok(
    latest()?.abandonedAtMs !== undefined,
    `The connection was still open ${ABORT_WITHIN_MS} ms after the start of a run that was cancelled.`,
  );
  await handle.result().catch(() => undefined);
}

async function nothingIsKept({ start }: ContractScene, { secrets }: AdapterContractOptions): Promise<void> {
  const prompt = 'canary-of-the-prompt';
  const handle = await start(prompt);
  await handle.result();
  const { history, result } = await readContractStep(handle);
  const text = JSON.stringify(result);
  ok(!text.includes(prompt), `The result of the step repeats the prompt: ${text}`);
  expectNoSecret(history, [...secrets, SCRIPT.responseHeader]);
}

async function usageIsRecorded({ start, journal }: ContractScene): Promise<void> {
  const handle = await start('What does it cost?');
  await handle.result();
  const { activity } = await readContractStep(handle);
  const record = await journal.get(activity.key ?? '');
  const { inputTokens: input, outputTokens: output } = SCRIPT.usage;
  const recorded = (record?.usage ?? []).map(({ key, billed, tokens }) => ({ key, billed, input: tokens.input, output: tokens.output }));
  deepEqual(recorded, [{ key: activity.key, billed: 'yes', input, output }]);
}

async function keyIsTheSteps({ provider, start }: ContractScene, { sendsKey = false }: AdapterContractOptions): Promise<void> {
  const handle = await start('Which key?');
  await handle.result();
  const { activity } = await readContractStep(handle);
  const sent = provider.requests().at(-1)?.idempotencyKey;
  if (sendsKey || sent !== undefined) equal(sent, activity.key);
}
