import { fileURLToPath } from 'node:url';
import { WorkflowFailedError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions, type WorkflowBundleOption } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import webpack from 'webpack';
import * as workflows from '../fixtures/patterns/plain-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';

const NAMES = Object.keys(workflows);
const fileOf = (name: string): string => fileURLToPath(new URL(`../fixtures/patterns/${name}`, import.meta.url));
const onceward = new OncewardPlugin({ modules: [], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal();
});

afterAll(() => temporal.close());

async function bundle(webpackConfigHook?: BundleOptions['webpackConfigHook']): Promise<WorkflowBundleOption> {
  const logger = new DefaultLogger('ERROR', () => undefined);
  const workflowsPath = fileOf('plain-workflows.ts');
  return bundleWorkflowCode({ workflowsPath, plugins: [onceward], logger, ...(webpackConfigHook && { webpackConfigHook }) });
}

async function failureOf(name: string, workflowId: string): Promise<unknown> {
  const options = { taskQueue: 'agents', workflowId, args: ['Hello'], workflowTaskTimeout: '10s' as const };
  const outcome = await temporal.client.workflow.execute(name, options).catch((error: unknown) => error);
  return outcome instanceof WorkflowFailedError ? outcome.cause : outcome;
}

/** Their models only named, in place of made by a provider. */
const namedModels: BundleOptions['webpackConfigHook'] = (configuration) => ({
  ...configuration,
  plugins: [...(configuration.plugins ?? []), new webpack.NormalModuleReplacementPlugin(/\.\/models\.ts$/, fileOf('named-models.ts'))],
});

describe.each([
  ['made by a provider', undefined, 'A model that is not durable was called'],
  ['only named', namedModels, "The model 'openai/gpt-5-mini' was named"],
])('a model %s', (_, hook, words) => {
  test('fails the run of every pattern at the first call, typed, and the error says what to do', async () => {
    const workflowBundle = await bundle(hook);
    await withWorker({ connection: temporal.connection, taskQueue: 'agents', workflowBundle, plugins: [onceward] }, async () => {
      const failures = await Promise.all(NAMES.map((name) => failureOf(name, `${name} ${words}`)));
      for (const [index, failure] of failures.entries()) {
        const name = NAMES[index];
        expect.soft(failure, name).toMatchObject({ type: 'NotInWorkflow' });
        expect.soft((failure as Error).message, name).toContain(words);
        expect.soft((failure as Error).message, name).toContain('durable');
      }
    });
  }, 90_000);
});
