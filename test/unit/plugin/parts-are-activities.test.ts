import { createOpenAI } from '@ai-sdk/openai';
import { tool } from 'ai';
import { durableModule } from 'onceward';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { mcp, mcpServer } from 'onceward/mcp/worker';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createStepManifest } from '../../../src/worker/bundler/step-manifest.ts';
import { activitiesOf } from '../../../src/worker/registry/activities-of.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';

const durable = durableModule(import.meta.url);

function stepsOf(module: Readonly<Record<string, unknown>>): readonly DurableStep[] {
  return collectSteps({ modules: [module], adapters: [aiSdk(), mcp()], kindDefaults: {}, defaults: {} });
}

function deletion(needsApproval: boolean | ((input: { rows: number }) => boolean)) {
  return tool({ inputSchema: z.object({ rows: z.number() }), needsApproval, execute: async () => 'deleted' });
}

test('a provider is an activity for each kind of model, under its own id and aliases', () => {
  const steps = stepsOf({ openai: durable(createOpenAI({ apiKey: 'key' }), { aliases: ['models'] }) });

  const kinds = ['model', 'embedding', 'image', 'speech', 'transcription', 'reranker'];
  expect(steps.map(({ entry }) => entry.activityType)).toEqual(kinds.map((kind) => `${kind}.openai`));
  expect(steps.flatMap(({ aliases }) => aliases)).toEqual(kinds.map((kind) => `${kind}.models`));
});

test('each kind of model keeps the timeouts of its kind, and takes what was stated for the thing', () => {
  const [model, , , , , reranker] = stepsOf({ openai: durable(createOpenAI({ apiKey: 'key' })) });
  const stated = stepsOf({ openai: durable(createOpenAI({ apiKey: 'key' }), { startToCloseTimeout: '7s' }) });

  expect(reranker?.entry.policy.startToCloseMs).toBeLessThan(model?.entry.policy.startToCloseMs ?? 0);
  expect(stated.map(({ entry }) => entry.policy.startToCloseMs)).toEqual(stated.map(() => 7_000));
});

test('what a tool says of its effect and its thread is not said of the code that decides about its approval', () => {
  const steps = stepsOf({
    wipe: durable(
      deletion(({ rows }) => rows > 5),
      { sideEffect: 'once', thread: true },
    ),
  });

  expect(steps.map(({ entry, options }) => [entry.activityType, options.sideEffect, options.thread])).toEqual([
    ['tool.wipe', 'once', true],
    ['policy.wipe', undefined, undefined],
    ['tool.wipe.check', 'none', true],
  ]);
});

test('a tool that states yes or no needs no activity for it; one whose schema has code has one to look at an input', () => {
  expect(stepsOf({ wipe: durable(deletion(true)) }).map(({ entry }) => entry.activityType)).toEqual(['tool.wipe', 'tool.wipe.check']);
});

test('a thing that is all parts is no activity itself; what only reads is under no ledger, and keeps no promise of a write', () => {
  const github = durable(mcpServer({ url: 'https://example.com/mcp' }), { sideEffect: 'once', onUnknownOutcome: 'retry' });

  const activities = activitiesOf(stepsOf({ github }));
  expect(activities.map(({ entry, options }) => [entry.activityType, options.sideEffect, options.onUnknownOutcome])).toEqual([
    ['mcp.github.list', 'none', undefined],
    ['mcp.github.call', 'once', 'retry'],
  ]);
});

test('the bundle has one export for a thing and all of its parts', async () => {
  const steps = stepsOf({ wipe: durable(deletion(() => true)) });
  const manifest = createStepManifest(steps);
  const [file = ''] = manifest.files;

  expect(manifest.exportsOf(file)).toEqual(['wipe']);
  expect(await manifest.sourceOf(file)).toContain('"parts":{"approval":{"activityType":"policy.wipe"');
});
