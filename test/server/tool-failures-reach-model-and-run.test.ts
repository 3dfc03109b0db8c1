import { CancelledFailure } from '@temporalio/common';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { startScriptedProvider, type ScriptedProvider } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import * as steps from '../fixtures/tool-failures/steps.ts';

const LOOPS = ['aiLoop', 'langChainLoop'] as const;
const { seen } = steps;

let scene: Scene;
let provider: ScriptedProvider;

beforeAll(async () => {
  // A prompt is a list of tool calls, one a round: `lookUp busy`. After the last one the model is done.
  provider = await startScriptedProvider({
    script({ prompt, messages }) {
      if (prompt === 'refuse me') return { status: 400 };
      const round = messages.filter(({ role }) => role === 'assistant').length;
      const calls = prompt.split('; ')[round]?.split(' + ') ?? [];
      if (calls.length === 0) return 'Done';
      return {
        toolCalls: calls.map((call) => {
          const [name = '', how = ''] = call.split(' ');
          return { name, input: how === 'nothing' ? {} : { how } };
        }),
      };
    },
  });
  process.env['MODEL_URL'] = provider.url;
  const plugin = new OncewardPlugin({
    modules: [steps],
    adapters: [aiSdk(), langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
    shutdownGrace: '1s',
  });
  scene = await openScene({ workflows: new URL('../fixtures/tool-failures/workflows.ts', import.meta.url), plugin });
});

afterAll(async () => {
  await scene.close();
  await provider.close();
});

beforeEach(() => {
  seen.calls.length = 0;
  seen.stopped = 0;
});

async function run(workflow: string, ...args: unknown[]): Promise<unknown> {
  return (await scene.start(workflow, ...args)).result();
}

async function failureOf(workflow: string, ...args: unknown[]): Promise<unknown> {
  return run(workflow, ...args).then(
    (result) => expect.unreachable(`it gave ${String(result)}`),
    (error: Error) => error.cause,
  );
}

/** What the provider was told about the tools of the last request. */
function told(): unknown[] {
  const messages = (provider.requests().at(-1)?.body['messages'] ?? []) as { role: string; content: unknown }[];
  return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

async function asked(fn: () => Promise<unknown>): Promise<number> {
  const before = provider.requests().length;
  await fn();
  return provider.requests().length - before;
}

describe('a model is told of a tool that failed', () => {
  test.each([
    ['busy', /^lookUp failed \(overloaded\): .*503.*\. A later try may succeed\.$/],
    ['missing', /^lookUp failed \(not_found\): .*404.*\. Trying the same again will not help\.$/],
  ])('%s: which, why, and whether to try again, in the same words by both frameworks', async (how, words) => {
    const texts: unknown[] = [];
    for (const loop of LOOPS) {
      expect(await run(loop, `lookUp ${how}`)).toBe('Done');
      texts.push(...told());
    }
    expect(texts).toEqual([expect.stringMatching(words), expect.stringMatching(words)]);
    expect(texts[0]).toBe(texts[1]);
    expect(JSON.stringify(texts)).not.toContain('planted');
  });

  test('of an input that does not fit: in the words of the framework that looks at it itself, or of onceward', async () => {
    const texts: unknown[] = [];
    for (const loop of LOOPS) {
      expect(await run(loop, 'lookUp nothing')).toBe('Done');
      texts.push(...told());
    }
    expect(texts).toEqual([
      expect.stringMatching(/^AI_InvalidToolInputError: Invalid input for tool lookUp: .*Type validation failed: .*"how"/s),
      expect.stringMatching(/^lookUp failed \(tool_input_invalid\): .*how.*\. Correct the input, and call it again\.$/),
    ]);
    expect(JSON.stringify(texts)).not.toContain('planted');
  });

  test('as an error, in the one framework that has a place for it', async () => {
    expect(await run('langGraphOnce', 'lookUp missing')).toMatch(/^lookUp failed \(not_found\)/);
  });

  test('and of the tools beside it that did not fail', async () => {
    for (const loop of LOOPS) {
      expect(await run(loop, 'lookUp missing + lookUp work')).toBe('Done');
      expect(told()).toEqual([expect.stringContaining('not_found'), 'found']);
    }
  });
});

describe.each(LOOPS)('a tool whose failure fails the run, in %s', (loop) => {
  test('fails it, typed, and the model is asked no more', async () => {
    const requests = await asked(async () => {
      expect(await failureOf(loop, 'mustLookUp refused')).toMatchObject({ type: 'PermissionDenied', nonRetryable: true });
    });
    expect(requests).toBe(1);
  });

  test('stops the tool beside it', async () => {
    expect(await failureOf(loop, 'lookUp hang + mustLookUp refused')).toMatchObject({ type: 'PermissionDenied' });
    await expect.poll(() => seen.stopped, { timeout: 10_000 }).toBe(1);
  });

  test('changes nothing as long as it works', async () => {
    expect(await run(loop, 'mustLookUp work; lookUp missing')).toBe('Done');
  });
});

describe('a tool whose failure fails the run', () => {
  test('does so also when the loop ended with it, before the run’s own code goes on', async () => {
    expect(await failureOf('aiOneStepThenNote', 'mustLookUp refused')).toMatchObject({ type: 'PermissionDenied' });
    expect(seen.calls).toEqual(['refused']);
    expect(await failureOf('aiOneStep', 'mustLookUp refused')).toMatchObject({ type: 'PermissionDenied' });
  });

  test('ends a wait beside it', async () => {
    expect(await failureOf('aiLoopBesideAnApproval', 'mustLookUp refused')).toMatchObject({ type: 'PermissionDenied' });
  });

  test('lets the run clear away, and cannot be talked away', async () => {
    expect(await failureOf('aiLoopWithCleanUp', 'mustLookUp refused')).toMatchObject({ type: 'PermissionDenied' });
    expect(seen.calls).toEqual(['refused', 'note clean-up after tool.mustLookUp']);
  });
});

describe('a run that is cancelled while a tool runs', () => {
  test.each([
    ['aiLoop', 'lookUp hang'],
    ['langChainLoop', 'lookUp hang'],
    ['langGraphOnce', 'lookUp hang'],
    ['aiOneStepThenNote', 'lookUp hang'],
    ['aiOneStep', 'lookUp hang'],
  ])('is cancelled, whatever %s makes of it, and asks the model no more', async (workflow, prompt) => {
    const requests = await asked(async () => {
      const handle = await scene.start(workflow, prompt);
      await expect.poll(() => seen.calls.length, { timeout: 90_000 }).toBe(1);
      await handle.cancel();
      await expect(handle.result()).rejects.toMatchObject({ cause: expect.any(CancelledFailure) as unknown });
    });
    expect({ requests, ...seen }).toEqual({ requests: 1, calls: ['hang'], stopped: 1 });
  });

  test('may clear away and end well', async () => {
    const handle = await scene.start('aiLoopWithCleanUp', 'lookUp hang');
    await expect.poll(() => seen.calls.length, { timeout: 90_000 }).toBe(1);
    await handle.cancel();
    expect(await handle.result()).toBe('clean-up after cancelled');
  });
});

test.each(['aiLoop', 'langChainLoop', 'langGraphOnce'])('a failed model is caught by its type around %s', async (loop) => {
  expect(await run('modelFailureCaught', loop)).toBe('caught invalid_request');
});
