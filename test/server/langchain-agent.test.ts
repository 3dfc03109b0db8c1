import { ActivityFailure, ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleOf, startDurableWorld, type DurableWorld } from '../fixtures/langchain/durable-world.ts';
import * as plain from '../fixtures/langchain/workflows.ts';
import { requestsOf, sentSince } from '../fixtures/sent-requests.ts';

const workflows = { ...plain };
let world: DurableWorld;
let before: number;

beforeAll(async () => {
  world = await startDurableWorld();
});

afterAll(() => world.stop());

beforeEach(() => {
  before = world.provider.requests().length;
});

const LOOP = 'look_up {"word":"tide"}\ncount {"words":["a","b"]} && key_of_call {}\nrefuse {"reason":"no"}\nDone';

/** How many events of a run have attributes of this kind. */
async function countEvents(handle: WorkflowHandle, attributes: `${string}EventAttributes`): Promise<number> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => attributes in event && Reflect.get(event, attributes) !== null).length;
}

async function failureOf(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => undefined,
    (error: Error) => error.cause,
  );
}

describe('the provider receives from a workflow what plain LangChain sends', () => {
  it.each([
    [
      'a createAgent loop with parallel tools, a default and a refusal',
      'askAgent',
      [LOOP.replace('key_of_call {}', 'look_up {"word":"b"}')],
    ],
    ['an agent of several turns', 'askAgentInTurns', [['look_up {"word":"a"}\nOne', 'Two']]],
    ['a StateGraph with a conditional edge', 'askGraph', ['look_up {"word":"a"} && look_up {"word":"b","language":"de"}\nDone']],
    ['an agent with a response format', 'agentAnswer', ['look_up {"word":"a"}\n{"city":"Rome","people":3}']],
    ['structured output by function calling', 'structured', ['extract {"city":"Rome"}', 'functionCalling', 'zod']],
    ['structured output by JSON Schema', 'structured', ['{"city":"Rome"}', 'jsonSchema', 'json']],
  ] as const)('%s', async (_what, workflow, args) => {
    const call = workflows[workflow] as (...input: unknown[]) => Promise<unknown>;
    const expected = await requestsOf(world.provider, () => call(...args));
    const requests = await requestsOf(world.provider, async () => (await world.run(workflow, [...args])).result);
    expect(requests.length).toBeGreaterThan(0);
    expect(requests).toEqual(expected);
  });
});

describe('an agent in a workflow', () => {
  it('gets the same messages as in plain LangChain, with artifacts, usage and ids', async () => {
    const [, , ...said] = await plain.askAgent(LOOP.replace('key_of_call {}', 'look_up {"word":"b"}'));
    const { result } = await world.run('askAgent', [LOOP.replace('key_of_call {}', 'look_up {"word":"b"}')]);
    const [, , ...durable] = (await result) as unknown[];
    expect(durable).toEqual(JSON.parse(JSON.stringify(said)));
  });

  it('tells each tool the id under which the model called it', async () => {
    const { result } = await world.run('askAgent', ['key_of_call {}\nDone']);
    expect(await result).toContainEqual(expect.objectContaining({ type: 'tool', content: 'call_1_0_0' }));
  });

  it('lets the model try again after an input that does not fit, without file names in the prompt', async () => {
    const { result } = await world.run('askAgent', ['look_up {"nothing":1}\nDone']);
    const refusal = expect.stringMatching(
      /^look_up failed \(tool_input_invalid\): .*expected string, received undefined → at word/,
    ) as string;
    expect(await result).toContainEqual(expect.objectContaining({ type: 'tool', status: 'error', content: refusal }));
    expect(JSON.stringify(world.provider.requests().at(-1)?.body['messages'])).not.toMatch(/\.ts:|\.js:|node_modules/);
  });

  it('streams an answer as one chunk', async () => {
    const { result } = await world.run('streamed', ['one two']);
    expect(await result).toEqual([{ text: 'one two', usage: expect.objectContaining({ input_tokens: 11, output_tokens: 7 }) as unknown }]);
  });

  it('parses structured output with the real schema', async () => {
    const { result } = await world.run('parsedOnly', ['{"city":"Rome"}']);
    expect(await result).toEqual({ city: 'Rome', people: 0 });
  });
});

describe('a graph in a workflow finds the running config without being given it', () => {
  it('to interrupt and go on', async () => {
    const { result } = await world.run('interrupted', ['yes']);
    expect(await result).toMatchObject({
      asked: { __interrupt__: [{ value: 'Publish?' }] },
      said: [{ type: 'human', content: 'yes' }],
    });
  });

  it('to send events of its own', async () => {
    const { result } = await world.run('customEvents', [], { workflowBundle: await bundleOf('event-workflows.ts') });
    expect(await result).toEqual([{ done: 1 }]);
  });
});

describe('a replay', () => {
  it('makes the same commands with the cache off, task by task', async () => {
    const { handle, result } = await world.run('askAgentInTurns', [[LOOP, LOOP]], { maxCachedWorkflows: 0 });
    await result;
    expect(await countEvents(handle, 'workflowTaskFailedEventAttributes')).toBe(0);
    expect(sentSince(world.provider, before)).toHaveLength(8);
  });

  it.each([
    ['askAgent', [LOOP]],
    ['askGraph', ['look_up {"word":"a"}\nDone']],
    ['agentAnswer', ['look_up {"word":"a"}\n{"city":"Rome","people":3}']],
  ])('of a finished %s is clean', async (workflow, args) => {
    const { handle, result } = await world.run(workflow, args);
    await result;
    const options = { workflowBundle: world.bundle, plugins: [world.plugin] };
    await Worker.runReplayHistory(options, await handle.fetchHistory(), handle.workflowId);
  });
});

describe('a run that cannot go on', () => {
  it('fails with the error of the framework, not by trying its task for ever', async () => {
    const { handle, result } = await world.run('askGraph', ['look_up {"word":"a"}\nlook_up {"word":"b"}\nDone', 3]);
    expect(await failureOf(result)).toMatchObject({ type: 'GraphRecursionError', nonRetryable: true });
    expect(await countEvents(handle, 'activityTaskScheduledEventAttributes')).toBe(3);
    expect(await countEvents(handle, 'workflowTaskFailedEventAttributes')).toBe(0);
  });

  it('says why when a step failed for good', async () => {
    const { result } = await world.run('agentAnswer', ['no json']);
    const failure = await failureOf(result);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'OutputParseFailed' });
  });

  it('is cancelled with the tool that runs, and asks the model no more', async () => {
    const { handle, result } = await world.run('askAgent', ['slow {}\nDone']);
    await untilToolStarted(handle);
    await handle.cancel();
    expect(await failureOf(result)).toBeInstanceOf(CancelledFailure);
    expect(await countEvents(handle, 'activityTaskCancelRequestedEventAttributes')).toBe(1);
    expect(sentSince(world.provider, before)).toHaveLength(1);
  });

  it('ends the tool that runs when its own signal is aborted', async () => {
    const { handle, result } = await world.run('askAgentWithin', ['slow {}\nDone', 1500]);
    const failure = await failureOf(result);
    expect(failure).not.toBeInstanceOf(ActivityFailure);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(await countEvents(handle, 'activityTaskCancelRequestedEventAttributes')).toBe(1);
    expect(sentSince(world.provider, before)).toHaveLength(1);
  });
});

async function untilToolStarted(handle: WorkflowHandle): Promise<void> {
  await expect
    .poll(async () => (await handle.describe()).raw.pendingActivities?.[0]?.activityType?.name, { timeout: 90_000 })
    .toBe('tool.slow');
}
