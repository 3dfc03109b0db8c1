import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DevServer, DevServerOptions } from '../../src/testing/dev-server/dev-server.ts';
import { findServerBinary } from '../../src/testing/dev-server/find-server-binary.ts';
import { findFreePort, isPortFree } from '../../src/testing/dev-server/free-port.ts';
import { startDevServer } from '../../src/testing/dev-server/start-dev-server.ts';

const servers: DevServer[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-test-'));
  vi.stubEnv('TEMPORAL_ADDRESS', undefined);
  vi.stubEnv('TEMPORAL_NAMESPACE', undefined);
});

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options?: DevServerOptions): Promise<DevServer> {
  const server = await startDevServer(options);
  servers.push(server);
  return server;
}

async function withClient<T>(server: DevServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection, namespace: server.namespace }));
  } finally {
    await connection.close();
  }
}

function portOf(server: DevServer): number {
  return Number(server.address.split(':')[1]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a server started here', () => {
  test('is ready for a client when startDevServer resolves, in the namespace that was asked for', async () => {
    const server = await start({ namespace: 'orders' });
    expect(server).toMatchObject({ namespace: 'orders', startedHere: true });
    const { namespaceInfo } = await withClient(server, (client) => client.workflowService.describeNamespace({ namespace: 'orders' }));
    expect(namespaceInfo?.name).toBe('orders');
  });

  test('knows the search attributes it was given', async () => {
    const server = await start({ searchAttributes: { customer: 'Keyword' } });
    const searchAttributes = { customer: ['ada'] };
    const description = await withClient(server, async (client) => {
      const handle = await client.workflow.start('greet', { taskQueue: 'nobody', workflowId: 'a', searchAttributes });
      return handle.describe();
    });
    expect(description.searchAttributes['customer']).toEqual(['ada']);
  });

  test('frees its port and ends its process by stop(), which may be called again', async () => {
    const server = await start();
    const pid = server.pid ?? 0;
    expect(isRunning(pid)).toBe(true);
    expect(await isPortFree(portOf(server))).toBe(false);
    await server.stop();
    await server.stop();
    expect(isRunning(pid)).toBe(false);
    expect(await isPortFree(portOf(server))).toBe(true);
  });

  test('has the history of an earlier server that used the same database file', async () => {
    const databaseFile = join(folder, 'temporal.db');
    const port = await findFreePort();
    const searchAttributes = { customer: 'Keyword' };
    const first = await start({ databaseFile, port, searchAttributes });
    const started = await withClient(first, (client) =>
      client.workflow.start('greet', { taskQueue: 'nobody', workflowId: 'kept', args: ['Ada'] }),
    );
    await first.stop();

    const second = await start({ databaseFile, port, searchAttributes });
    expect(portOf(second)).toBe(port);
    const history = await withClient(second, (client) => client.workflow.getHandle('kept').fetchHistory());
    const attributes = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    expect(attributes?.originalExecutionRunId).toBe(started.firstExecutionRunId);
  });

  test('serves the web UI at uiUrl when a UI port is asked for', async () => {
    const server = await start({ uiPort: 0 });
    await vi.waitFor(async () => expect((await fetch(server.uiUrl ?? '')).status).toBe(200), { timeout: 10_000 });
  });

  test('writes its log to the file that was named', async () => {
    const logFile = join(folder, 'logs', 'server.log');
    const server = await start({ logFile });
    await server.stop();
    expect(readFileSync(logFile, 'utf8')).toContain('Server');
  });

  test('gets ports of its own when several start at once', async () => {
    const started = await Promise.all([start(), start(), start()]);
    expect(new Set(started.map((server) => server.address)).size).toBe(3);
  });

  test.skipIf(process.platform === 'win32').for(['SIGKILL', 'SIGTERM', 'nothing but its own end'] as const)(
    'ends with the process that started it, which is ended by %s',
    async (cause) => {
      const endsByItself = cause === 'nothing but its own end';
      const { child, pid } = await startInAnotherProcess(endsByItself);
      if (!endsByItself) {
        expect(isRunning(pid)).toBe(true);
        child.kill(cause);
      }
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 10_000 });
    },
  );
});

/** A process that starts a server, prints its id, and then either waits or comes to its end. */
async function startInAnotherProcess(endsByItself: boolean) {
  const source = pathToFileURL('src/testing/dev-server/start-dev-server.ts').href;
  const program = `
    const { startDevServer } = await import(${JSON.stringify(source)});
    console.log((await startDevServer()).pid);
    ${endsByItself ? '' : 'setInterval(() => {}, 1000);'}
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(Number(text)));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the process ended before its server had started')));
  });
  return { child, pid };
}

describe('a port that is taken', () => {
  test('is an error that names the port and the option', async () => {
    const port = portOf(await start());
    await expect(start({ port })).rejects.toMatchObject({
      code: 'TemporalServerFailed',
      message: expect.stringContaining(`:${port} (option 'port')`),
    });
    await expect(start({ uiPort: port })).rejects.toMatchObject({
      code: 'TemporalServerFailed',
      message: expect.stringContaining(`'uiPort'`),
    });
  });
});

test('a port that is lost before the server listens costs a second start, though the server crashes of it with a long stack trace', async () => {
  const server = await findServerBinary();
  const starts = join(folder, 'starts');
  // The first start gives two listeners of the server one port, which is how losing a port looks to it.
  const script = `#!/bin/sh
case "$1" in server) ;; *) exec "${server}" "$@" ;; esac
echo start >> "${starts}"
port=$(printf '%s\n' "$@" | sed -n 's/^--port=//p')
[ "$(wc -l < "${starts}")" -gt 1 ] || set -- "$@" "--metrics-port=$port"
exec "${server}" "$@"
`;
  writeFileSync(join(folder, 'temporal'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
  await withClient(await start(), (client) => client.workflowService.getSystemInfo({}));
  expect(readFileSync(starts, 'utf8')).toBe('start\nstart\n');
});

test('a server that does not start fails with the end of its log', async () => {
  const databaseFile = join(folder, 'missing', 'folder', 'temporal.db');
  const failure = await start({ databaseFile }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'TemporalServerFailed', logTail: expect.stringContaining('missing/folder') });
});

describe('with TEMPORAL_ADDRESS set', () => {
  test('that server is used, in TEMPORAL_NAMESPACE, and stop() leaves it running', async () => {
    const existing = await start({ namespace: 'shared' });
    vi.stubEnv('TEMPORAL_ADDRESS', existing.address);
    vi.stubEnv('TEMPORAL_NAMESPACE', 'shared');
    const server = await startDevServer({ port: 1 });
    expect(server).toMatchObject({ address: existing.address, namespace: 'shared', startedHere: false });
    expect(server.pid).toBeUndefined();
    await server.stop();
    expect(await isPortFree(portOf(existing))).toBe(false);
  });

  test('a server that does not answer is an error that names the address', async () => {
    const address = `127.0.0.1:${await findFreePort()}`;
    vi.stubEnv('TEMPORAL_ADDRESS', address);
    await expect(start()).rejects.toMatchObject({ code: 'TemporalServerFailed', message: expect.stringContaining(address) });
  });
});
