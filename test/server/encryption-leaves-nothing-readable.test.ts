import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { expectNoSecret, expectReplays, readHistory, startDevServer, type DevServer } from 'onceward/testing';
import { fileStore, OncewardPlugin, sqliteJournal } from 'onceward/worker';
import type { BlobStore } from 'onceward';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdsSecret } from '../../src/testing/history/holds-secret.ts';
import { bundleWorkflows, refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import * as steps from '../fixtures/payloads/steps.ts';
import { collect } from '../unit/stores/collect.ts';
import { databaseContent } from '../support/secrets/database-content.ts';

const CANARIES = ['canary-input-7c1f', 'canary-result-93ab', 'canary-failure-5e02', 'canary-memo-d4d4', 'canary-artifact-0b6e'] as const;
const [INPUT, RESULT, FAILURE, MEMO, ARTIFACT] = CANARIES;
const MIB = 1_024 * 1_024;
const TASK_QUEUE = 'sealed';
const sealed = {
  compression: 'zstd',
  encryption: { keyId: 'k1', key: () => Buffer.alloc(32, 'a key for this test only').toString('base64') },
} as const;

let folder: string;
let server: DevServer;
let store: BlobStore;
let clientConnection: Connection;
let connection: NativeConnection;
let client: Client;
let workflowBundle: WorkflowBundle;
let worker: Worker;
let running: Promise<void>;
let puts = 0;

function createPlugin(): OncewardPlugin {
  return new OncewardPlugin({
    modules: [steps],
    store,
    journal: sqliteJournal({ file: join(folder, 'journal.sqlite') }),
    shutdownGrace: '1s',
    ...sealed,
  });
}

/** The store, with its writes counted. */
function counted(inner: BlobStore): BlobStore {
  return new Proxy(inner, {
    get(target, name) {
      if (name === 'put') puts += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-sealed-'));
  server = await startDevServer({ databaseFile: join(folder, 'temporal.sqlite') });
  store = counted(fileStore({ folder: join(folder, 'store') }));
  clientConnection = await Connection.connect({ address: server.address });
  connection = await NativeConnection.connect({ address: server.address });
  client = new Client({ connection: clientConnection, plugins: [oncewardClient({ store, ...sealed })] });
  workflowBundle = await bundleWorkflows(new URL('../fixtures/payloads/workflows.ts', import.meta.url), createPlugin());
  worker = await Worker.create({ connection, taskQueue: TASK_QUEUE, workflowBundle, plugins: [createPlugin()] });
  running = worker.run();
});

afterAll(async () => {
  worker.shutdown();
  await running;
  await connection.close();
  await clientConnection.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('inputs, results, failures and memos are read by those with the key, and by nobody else', { timeout: 300_000 }, async () => {
  // Random, so that compression does not make it small.
  const large = `${RESULT} ${randomBytes(3 * MIB).toString('base64')}`;
  const echo = await client.workflow.start('echo', {
    args: [large],
    memo: { note: MEMO },
    taskQueue: TASK_QUEUE,
    workflowId: 'echo-large',
  });
  expect(await echo.result()).toBe(large);
  expect((await echo.describe()).memo).toEqual({ note: MEMO });

  const step = await client.workflow.start('measureText', { args: [INPUT], taskQueue: TASK_QUEUE, workflowId: 'measure' });
  expect(await step.result()).toBe(INPUT.length);

  const kept = await client.workflow.start('keepsAside', { args: [ARTIFACT], taskQueue: TASK_QUEUE, workflowId: 'keeps' });
  expect(await kept.result()).toBe(ARTIFACT.length);

  const failing = await client.workflow.start('failsSaying', { args: [FAILURE], taskQueue: TASK_QUEUE, workflowId: 'fails' });
  const error = await refusalOf(failing.result());
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error.cause as Error).message).toContain(FAILURE);

  for (const workflowId of ['echo-large', 'measure', 'keeps', 'fails']) {
    expectNoSecret(await readHistory(client.workflow.getHandle(workflowId)), CANARIES);
  }
  const places = [
    databaseContent(join(folder, 'temporal.sqlite')),
    databaseContent(join(folder, 'journal.sqlite')),
    await contentOf(store),
  ];
  for (const [place, content] of places.entries()) {
    for (const canary of CANARIES) expect(holdsSecret(content, canary), `${canary} in place ${place}`).toBe(false);
  }
  expect(places.every((content) => content.length > 1_000)).toBe(true);
});

test('its replay reads everything and writes nothing', { timeout: 300_000 }, async () => {
  const history = await readHistory(client.workflow.getHandle('echo-large'));
  const before = puts;
  await expectReplays(history, { bundle: workflowBundle, plugins: [createPlugin()], drift: 'fail' });
  expect(before).toBeGreaterThan(0);
  expect(puts).toBe(before);
});

async function contentOf(blobs: BlobStore): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const { key } of blobs.list('')) {
    const content = await blobs.get(key);
    if (content !== undefined) parts.push(Buffer.from(key), ...(await collect(content)).map((chunk) => Buffer.from(chunk)));
  }
  return Buffer.concat(parts);
}
