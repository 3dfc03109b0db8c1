import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { startDevServer, type DevServer } from 'onceward/testing';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as models from '../fixtures/agent/models.ts';
import * as tools from '../fixtures/agent/tools.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

const TASK_QUEUE = 'approvals';

let server: DevServer;
let connection: Connection;
let nativeConnection: NativeConnection;
let client: Client;
let worker: Worker;
let running: Promise<void>;

beforeAll(async () => {
  // Nobody listens there, so a run that calls the model stays open.
  vi.stubEnv('MODEL_URL', 'http://127.0.0.1:1/v1');
  server = await startDevServer();
  connection = await Connection.connect({ address: server.address });
  nativeConnection = await NativeConnection.connect({ address: server.address });
  client = new Client({ connection, namespace: server.namespace });
  const plugin = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
  worker = await Worker.create({
    connection: nativeConnection,
    namespace: server.namespace,
    taskQueue: TASK_QUEUE,
    workflowsPath: fileURLToPath(new URL('../fixtures/agent/workflows.ts', import.meta.url)),
    plugins: [plugin],
  });
  running = worker.run();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  worker.shutdown();
  await running;
  await connection.close();
  await nativeConnection.close();
  await server.stop();
});

function cli(...words: string[]): Promise<CliRun> {
  return runCli(words, { environment: { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: server.namespace } });
}

/** Starts a run and returns once it asks. */
async function ask(workflowId: string, proposed: string): Promise<void> {
  const handle = await client.workflow.start('approve', { args: [proposed], workflowId, taskQueue: TASK_QUEUE });
  await handle.query('__stack_trace');
}

const result = (workflowId: string): Promise<unknown> => client.workflow.getHandle(workflowId).result();

describe('onceward approvals', () => {
  test('lists what a run waits for, and no control character of what a model wrote', async () => {
    await ask('listed', 'a \u001B[31mred\u001B[0m text');
    const { exitCode, stdout } = await cli('approvals', 'list', '--workflow-id', 'listed');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^RUN +ID +ASKS +TAKES +WHO +EXPIRES +PROPOSED\nlisted +publish +publish +approve,edit,reject,respond +anyone +\d{4}-/,
    );
    expect(stdout).not.toContain('\u001B');
    const listing = JSON.parse((await cli('approvals', 'list', '--workflow-id', 'listed', '--json')).stdout) as { approvals: unknown[] };
    expect(listing.approvals).toMatchObject([{ workflowId: 'listed', id: 'publish', proposed: 'a \u001B[31mred\u001B[0m text' }]);
  });

  test('lists all open runs when none is named', async () => {
    await ask('one-of-all', 'text');
    await expect
      .poll(
        async () =>
          (JSON.parse((await cli('approvals', 'list', '--json')).stdout) as { approvals: { workflowId: string }[] }).approvals.map(
            ({ workflowId }) => workflowId,
          ),
        {
          timeout: 90_000,
        },
      )
      .toContain('one-of-all');
  });

  test('approves, with who and why on record', async () => {
    await ask('approved', 'text');
    const { exitCode, stdout } = await cli('approvals', 'approve', 'approved', 'publish', '--by', 'ada', '--reason', 'checked');
    expect(stdout).toMatch(/^publish: approve by ada at \d{4}-/);
    expect(exitCode).toBe(0);
    expect(await result('approved')).toMatchObject({ approved: true, value: 'text', by: 'ada', reason: 'checked' });
  });

  test('edits with a JSON value, rejects and responds', async () => {
    await Promise.all(['edited', 'rejected', 'responded'].map((id) => ask(id, 'text')));
    await cli('approvals', 'edit', 'edited', 'publish', '--value', '"better"');
    await cli('approvals', 'reject', 'rejected', 'publish');
    await cli('approvals', 'respond', 'responded', 'publish', '--value', '{"ask":"again"}');
    expect(await result('edited')).toMatchObject({ approved: true, action: 'edit', value: 'better' });
    expect(await result('rejected')).toMatchObject({ approved: false, action: 'reject' });
    expect(await result('responded')).toMatchObject({ approved: false, action: 'respond', value: { ask: 'again' } });
  });

  test('shows a refusal in one plain line', async () => {
    await ask('refusing', 'text');
    const { exitCode, stderr } = await cli('approvals', 'approve', 'refusing', 'pubish');
    expect(exitCode).toBe(1);
    expect(stderr).toBe("The answer to 'pubish' was refused: nothing of that id is waiting.\n");
  });

  test('says when the run is closed, unknown, or asks nothing', async () => {
    await ask('closed', 'text');
    await client.workflow.getHandle('closed').terminate();
    expect((await cli('approvals', 'approve', 'closed', 'publish')).stderr).toMatch(
      /^The answer to 'publish' was refused: it is already closed: the run 'closed' is over \(terminated since .*\)\.\n$/,
    );
    expect(await cli('approvals', 'list', '--workflow-id', 'nowhere')).toMatchObject({
      exitCode: 1,
      stderr: `There is no run 'nowhere' in the namespace '${server.namespace}'.\n`,
    });
  });

  test('says that nothing waits in a run that never asked', async () => {
    await client.workflow.start('askAgent', { args: ['text'], workflowId: 'never-asked', taskQueue: TASK_QUEUE });
    expect(await cli('approvals', 'approve', 'never-asked', 'publish')).toMatchObject({
      exitCode: 1,
      stderr: "The answer to 'publish' was refused: nothing of that id is waiting.\n",
    });
    expect((await cli('approvals', 'list', '--workflow-id', 'never-asked')).stdout).toBe('Nothing waits for a person.\n');
  });

  test('does not wait for ever when no worker is there', async () => {
    await client.workflow.start('approve', { args: ['text'], workflowId: 'alone', taskQueue: 'nobody' });
    const { exitCode, stderr } = await cli('approvals', 'approve', 'alone', 'publish');
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      "The answer to 'publish' was refused: no worker on 'nobody' answered, so nothing was sent.\n  Start one, and answer again.\n",
    );
    const listed = await cli('approvals', 'list', '--workflow-id', 'alone');
    expect(listed).toMatchObject({ exitCode: 1, stdout: 'Nothing waits for a person.\nNo worker answered for alone.\n' });
  }, 60_000);

  test('refuses a value that is no JSON before anything is sent', async () => {
    expect(await cli('approvals', 'edit', 'any', 'publish', '--value', 'better')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `--value is no JSON: better. Put a text in double quotes: --value '"text"'.\n`,
    });
  });
});

describe('onceward doctor', () => {
  test('is content with a server, a namespace and a worker on the queue', async () => {
    const { exitCode, stdout } = await cli('doctor', '--task-queue', TASK_QUEUE);
    expect(stdout).toMatch(/✔ {2}Temporal server +127\.0\.0\.1:\d+, version \d/);
    expect(stdout).toContain("'approvals' has 1 for workflows and 1 for activities");
    expect(exitCode).toBe(0);
  });

  test('names a queue without workers, and a namespace that does not exist', async () => {
    const { exitCode, stdout } = await cli('doctor', '--task-queue', 'empty');
    expect(exitCode).toBe(1);
    expect(stdout).toContain("→ Start a worker with taskQueue: 'empty'.");
    const environment = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'no-such' };
    const other = await runCli(['doctor'], { environment });
    expect(other.stdout).toContain(`has no namespace 'no-such'`);
  });
});
