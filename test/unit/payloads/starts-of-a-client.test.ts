import type { CreateScheduleInput, ScheduleClientInterceptor, WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { artifactOf } from 'onceward';
import { oncewardClient } from 'onceward/client';
import { memoryStore } from 'onceward/worker';
import { expect, test } from 'vitest';

const FILE = { type: 'file', data: new Uint8Array(5_000).fill(1), mediaType: 'image/png' };
/** What Temporal's client makes of the options of a start. */
const OPTIONS = { args: [FILE], taskQueue: 'agents', workflowId: 'run-1' };

const KINDS = {
  start: {
    given: { workflowType: 'agent', options: OPTIONS, headers: {} },
    read: (sent: Sent) => [sent.headers, sent.options, []] as const,
  },
  signalWithStart: {
    given: { workflowType: 'agent', signalName: 'take', signalArgs: [FILE], options: OPTIONS, headers: {} },
    read: (sent: Sent) => [sent.headers, sent.options, sent.signalArgs] as const,
  },
  startUpdateWithStart: {
    given: {
      workflowType: 'agent',
      updateName: 'exchange',
      updateArgs: [FILE],
      updateOptions: {},
      updateHeaders: {},
      workflowStartOptions: OPTIONS,
      workflowStartHeaders: {},
    },
    read: (sent: Sent) => [sent.workflowStartHeaders, sent.workflowStartOptions, sent.updateArgs] as const,
  },
};

interface Sent {
  readonly headers: Headers;
  readonly workflowStartHeaders: Headers;
  readonly options: Options;
  readonly workflowStartOptions: Options;
  readonly signalArgs: readonly unknown[];
  readonly updateArgs: readonly unknown[];
}
type Headers = Readonly<Record<string, Parameters<typeof defaultPayloadConverter.fromPayload>[0]>>;
type Options = typeof OPTIONS & { readonly workflowTaskTimeout?: unknown };

test('a schedule gives its runs the same', async () => {
  const plugin = oncewardClient({ store: memoryStore(), context: { tenant: 'acme' } });
  const { interceptors } = plugin.configureClient?.({}) ?? {};
  const [own] = (interceptors?.schedule ?? []) as readonly ScheduleClientInterceptor[];
  const sent: CreateScheduleInput[] = [];
  const create = (args: unknown[]): Promise<unknown> | undefined => {
    const action = { type: 'startWorkflow' as const, workflowType: 'agent', taskQueue: 'agents', workflowId: 'nightly', args };
    const input: CreateScheduleInput = { headers: {}, options: { scheduleId: 'nightly', spec: {}, action } };
    return own?.create?.(input, async (given) => {
      sent.push(given);
      return { conflictToken: new Uint8Array() };
    });
  };
  await create([FILE]);
  const { headers = {}, options: created } = sent[0] ?? {};
  const action = created?.action;
  expect(Object.values(headers).map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([{ v: 1, tenant: 'acme' }]);
  expect(action?.workflowTaskTimeout).toBe('10s');
  const [file] = (action?.args ?? []) as readonly (typeof FILE)[];
  expect(artifactOf(file?.data ?? '')).toMatchObject({ bytes: 5_000, tenant: 'acme' });
  await expect(create(['.'.repeat(17 * 1_024 * 1_024)])).rejects.toMatchObject({ code: 'PayloadTooLarge' });
  expect(sent).toHaveLength(1);
});

test.each(['start', 'signalWithStart', 'startUpdateWithStart'] as const)(
  'whatever starts a run gives it the context and the task timeout, and puts away the files of its messages: %s',
  async (kind) => {
    const plugin = oncewardClient({ store: memoryStore(), context: { tenant: 'acme' } });
    const { interceptors } = plugin.configureClient?.({}) ?? {};
    const own = interceptors?.workflow as readonly WorkflowClientInterceptor[];
    const { given, read } = KINDS[kind];
    let sent: unknown;
    const last = async (input: unknown): Promise<never> => {
      sent = input;
      return undefined as never;
    };
    type Call = (input: unknown, next: (input: unknown) => Promise<unknown>) => Promise<unknown>;
    const chain = own.reduceRight<(input: unknown) => Promise<unknown>>((next, interceptor) => {
      const call = interceptor[kind] as unknown as Call | undefined;
      return (input) => (call === undefined ? next(input) : call(input, next));
    }, last);
    await chain(given);
    const [headers, { args, workflowTaskTimeout }, messageArgs] = read(sent as Sent);
    expect(Object.values(headers).map((payload) => defaultPayloadConverter.fromPayload(payload))).toEqual([{ v: 1, tenant: 'acme' }]);
    expect(workflowTaskTimeout).toBe('10s');
    for (const { data } of [...args, ...messageArgs] as (typeof FILE)[]) {
      expect(artifactOf(data)).toMatchObject({ bytes: 5_000, tenant: 'acme', mediaType: 'image/png' });
    }
  },
);
