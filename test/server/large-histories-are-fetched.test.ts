import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { replayHistories } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal, type Temporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import { replayPlugin } from '../fixtures/replay/replay-plugin.ts';

const MEGABYTE = 1024 * 1024;
let temporal: Temporal;

beforeAll(async () => {
  temporal = await openTemporal(() => undefined);
});

afterAll(() => temporal.close());

async function withConnection<Result>(
  plugins: ReturnType<typeof oncewardClient>[],
  use: (handle: WorkflowHandle, client: Client) => Promise<Result>,
): Promise<Result> {
  // Without Temporal's retries: it takes the refusal for one that passes, and asks for 40 s.
  const connection = await Connection.connect({ address: temporal.address, plugins, interceptors: [] });
  try {
    const client = new Client({ connection });
    return await use(client.workflow.getHandle('large'), client);
  } finally {
    await connection.close();
  }
}

test('a history of more than 4 MB is fetched by Temporal’s own client, and replayed', async () => {
  const { client, connection } = temporal;
  const plugin = replayPlugin({ store: 'none' });
  const bundle = await bundleWorkflows(new URL('../fixtures/replay/workflows.ts', import.meta.url), plugin);
  const handle = await client.workflow.start('collect', { taskQueue: 'large', workflowId: 'large' });
  for (const letter of 'abcdef') await handle.signal('add', letter.repeat(MEGABYTE));
  await handle.signal('done');
  await withWorker({ connection, taskQueue: 'large', workflowBundle: bundle, plugins: [plugin] }, () => handle.result());

  await withConnection([], async (plain) => {
    expect(await refusalOf(plain.fetchHistory())).toMatchObject({ code: 8, details: expect.stringContaining('larger than max') as string });
  });
  await withConnection([oncewardClient()], async (large, own) => {
    const history = await large.fetchHistory();
    expect(JSON.stringify(history).length).toBeGreaterThan(4 * MEGABYTE);
    const outcomes = [];
    const histories = own.workflow.list({ query: 'WorkflowId = "large" AND ExecutionStatus = "Completed"' }).intoHistories();
    await expect.poll(async () => (await own.workflow.count('ExecutionStatus = "Completed"')).count).toBe(1);
    for await (const outcome of replayHistories(histories, { bundle, plugins: [plugin] })) outcomes.push(outcome);
    expect(outcomes).toEqual([{ ok: true, workflowId: 'large', workflowType: 'collect', events: history.events?.length }]);
  });
});

test('a plugin that the connection and the client were given is applied once', async () => {
  const plugin = oncewardClient({ encryption: { keyId: 'a', key: () => new Uint8Array(32) } });
  await withConnection([plugin], async (_handle, { connection, options }) => {
    const twice = new Client({ connection, plugins: [plugin] });
    expect(options.loadedDataConverter.payloadCodecs).toHaveLength(1);
    expect(twice.options.loadedDataConverter.payloadCodecs).toHaveLength(1);
  });
});
