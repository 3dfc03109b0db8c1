import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startDevServer, startWorkerProcess } from 'onceward/testing';
import { ONCE_POLICY } from '../../src/shared/policy/default-policies.ts';
import type { Journal } from '../../src/worker/journal/journal.ts';
import type { Ledger } from '../../src/worker/ledger/ledger.ts';
import { createActivities } from '../../src/worker/pipeline/create-activity.ts';
import { withActivityHeaders } from '../../src/worker/pipeline/step-header-of.ts';
import { createArtifacts } from '../../src/worker/stores/create-artifacts.ts';
import { noChain } from './no-chain.ts';
import { memoryStore } from '../../src/worker/stores/memory-store.ts';

const WARM_UP_CALLS = 500;

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** CPU of the process that performs them, user and system and every thread, for one activity of plain Temporal, in microseconds. */
export async function bareActivityUs(count: number): Promise<number> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'onceward-bare-'));
  const server = await startDevServer();
  const connection = await NativeConnection.connect({ address: server.address });
  const clientConnection = await Connection.connect({ address: server.address });
  const client = new Client({ connection: clientConnection, namespace: server.namespace });
  const activities = { bare: async (input: object): Promise<object> => ({ ...input, done: true }) };
  const worker = await Worker.create({ connection, namespace: server.namespace, taskQueue: 'bare-activities', activities });
  const workflows = await startWorkerProcess({
    file: new URL('../fixtures/bare/worker.ts', import.meta.url),
    cwd: folder,
    env: { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace },
    logFile: join(folder, 'worker.log'),
  });
  const run = (calls: number): Promise<unknown> =>
    client.workflow.execute('manyBareActivities', { args: [calls], taskQueue: 'bare-workflows', workflowId: randomUUID() });
  try {
    return await worker.runUntil(async () => {
      await run(WARM_UP_CALLS);
      const before = cpuUs();
      await run(count);
      return (cpuUs() - before) / count;
    });
  } finally {
    await workflows.kill();
    await clientConnection.close();
    await connection.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface WrapperStores {
  readonly journal?: Journal;
  /** With one, the step has `sideEffect: 'once'`. */
  readonly ledger?: Ledger;
}

/**
 * CPU that Onceward adds to one activity in this process, in microseconds: the step through the activity side, less the same function
 * without it, both in Temporal's MockActivityEnvironment.
 */
export async function wrapperUs(calls: number, { journal, ledger }: WrapperStores = {}): Promise<number> {
  const perform = async (input: object): Promise<object> => ({ ...input, done: true });
  const store = memoryStore();
  const artifacts = createArtifacts({ store });
  const wrapped = createActivities({ journal, chain: noChain(), ...(ledger && { ledger }), artifactsFor: () => artifacts })(
    {
      exportName: 'write',
      file: 'tools.ts',
      entry: { activityType: 'function.write', kind: 'function', id: 'write', policy: ONCE_POLICY },
      describe: () => ({}),
      stub: { module: '', export: '' },
      options: ledger === undefined ? {} : { sideEffect: 'once' },
      aliases: [],
    },
    async ({ input: [first] }) => (await perform(first as object)) as never,
  );
  const round = async (count: number, call: (environment: MockActivityEnvironment, index: number) => Promise<unknown>): Promise<number> => {
    const environments = Array.from({ length: count }, () => new MockActivityEnvironment({ heartbeatTimeoutMs: 10_000 }));
    const before = cpuUs();
    for (const [index, environment] of environments.entries()) await call(environment, index);
    return (cpuUs() - before) / count;
  };
  const run = randomUUID();
  const headers = Array.from({ length: calls + WARM_UP_CALLS }, (_, index) => ({
    'onceward-step': defaultPayloadConverter.toPayload({
      v: 1,
      key: `ow1_${run}_${index}`,
      scope: 'run:x/1',
      step: 'function.write',
      ordinal: index,
    }),
  }));
  let next = 0;
  const viaOnceward = (environment: MockActivityEnvironment, index: number): Promise<unknown> =>
    withActivityHeaders(headers[next++] ?? {}, () => environment.run(() => wrapped({ note: `call ${index}`, amount: index })));
  const bare = (environment: MockActivityEnvironment, index: number): Promise<unknown> =>
    environment.run(() => perform({ note: `call ${index}`, amount: index }));
  await round(WARM_UP_CALLS, bare);
  await round(WARM_UP_CALLS, viaOnceward);
  return (await round(calls, viaOnceward)) - (await round(calls, bare));
}
