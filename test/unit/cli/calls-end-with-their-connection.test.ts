import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Connection } from '@temporalio/client';
import { oncewardClient } from 'onceward/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryProject } from '../../fixtures/harness/temporary-project.ts';
import { runCli } from './run-cli.ts';

/** Codes of gRPC. */
const OK = '0';
const INVALID_ARGUMENT = '3';
const RESOURCE_EXHAUSTED = '8';
const UNAVAILABLE = '14';

/** A server whose visibility is overloaded: of what it is asked to count it refuses the first, and says of the others that they may be asked again. */
let server: Http2Server;
let counts = 0;
/** Told when a list of runs was asked for, and answered. */
let listed: () => void = () => undefined;

beforeAll(async () => {
  server = createServer().on('stream', (stream, { ':path': path = '' }) => {
    stream.resume();
    if (path.endsWith('/CountWorkflowExecutions')) answer(stream, (counts += 1) === 1 ? INVALID_ARGUMENT : RESOURCE_EXHAUSTED);
    else if (path.endsWith('/ListWorkflowExecutions')) answer(stream.once('close', listed), UNAVAILABLE);
    else answer(stream, OK);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function answer(stream: ServerHttp2Stream, status: string): void {
  const headers = { ':status': 200, 'content-type': 'application/grpc' };
  if (status !== OK) {
    stream.respond({ ...headers, 'grpc-status': status, 'grpc-message': 'no' }, { endStream: true });
    return;
  }
  stream.respond(headers, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': OK }));
  // An empty message.
  stream.end(Buffer.alloc(5));
}

test('a call that would be tried again ends with its connection, as cancelled, and has nothing of what was sent', async () => {
  const { port } = server.address() as AddressInfo;
  const options = { address: `127.0.0.1:${port}`, plugins: [oncewardClient()], metadata: { authorization: 'Bearer secret' } };
  const connection = await Connection.connect(options);
  const isListed = new Promise<void>((resolve) => (listed = resolve));
  const ended = connection.workflowService.listWorkflowExecutions({ namespace: 'default' }).catch((error: unknown) => error);
  await isListed;
  await connection.close();
  expect(await ended).toMatchObject({ code: 1, details: 'Channel has been shut down', metadata: { internalRepr: new Map() } });
});

test('whoever wants no retries has none', async () => {
  const connection = Connection.lazy({ address: '127.0.0.1:1', plugins: [oncewardClient()], interceptors: [] });
  await expect(connection.workflowService.getSystemInfo({})).rejects.toMatchObject({ code: 14 });
  await connection.close();
});

test('a command that fails while other questions of it wait says why, and nothing else', async () => {
  const project = temporaryProject();
  project.write(
    'plugin.mjs',
    `import { defineChanges } from 'onceward'; import { OncewardPlugin } from 'onceward/worker';
const changes = defineChanges({ 'add-a-step': { since: '2026-11-01', scope: 'run', state: 'active' } });
export const onceward = new OncewardPlugin({ modules: [], changes });`,
  );
  const { port } = server.address() as AddressInfo;
  const { exitCode, stdout, stderr } = await runCli(['versions', 'status', '--plugin', './plugin.mjs'], {
    folder: project.folder,
    environment: { TEMPORAL_ADDRESS: `127.0.0.1:${port}`, TEMPORAL_NAMESPACE: 'default' },
  });
  project.remove();
  expect(stderr).toMatch(/^The server at 127\.0\.0\.1:\d+ cannot count runs by search attributes: .*\n {2}Counting needs .*\n$/);
  expect([exitCode, stdout]).toEqual([1, '']);
  expect(counts).toBe(4);
});
