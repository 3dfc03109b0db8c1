import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startDevServer, type DevServer } from 'onceward/testing';
import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import type { ServiceUrls } from '../../examples/document-agent/services/start-services.ts';
import { runProgram } from '../fixtures/harness/run-program.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const QUICKSTART = join(REPOSITORY, 'examples/quickstart');
/** The scripted model answers this pass from the page, after one look into the register. */
const QUESTION = 'Pass: contractor\nWho does the repairs?';
const PAGE = 'data:text/plain,%5Bpage 1%5D%0AContractor: Fenwick Building Services Ltd%0ACompany registry number: HRB 787725';

let folder: string;
let server: DevServer;
let services: ChildProcess;
let urls: ServiceUrls;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-quickstart-'));
  server = await startDevServer();
  const main = join(REPOSITORY, 'examples/document-agent/services/main.ts');
  services = fork(main, ['--folder', folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
  if (services.stdout === null) throw new Error('The services have no output.');
  const [line] = (await once(createInterface(services.stdout), 'line')) as [string];
  urls = JSON.parse(line) as ServiceUrls;
  env = {
    TEMPORAL_ADDRESS: server.address,
    OPENAI_BASE_URL: `${urls.modelServer}/v1`,
    OPENAI_API_KEY: 'scripted',
    REGISTER_URL: urls.companyRegistry,
    CRM_URL: urls.crm,
  };
});

afterAll(async () => {
  services.disconnect();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker as the README starts it; gone at the end of the test, however that ends. Resolves when it runs: bundling takes a while. */
async function startWorker(): Promise<ChildProcess> {
  const options = { cwd: folder, env: { ...process.env, ...env } };
  const worker = spawn(process.execPath, [join(QUICKSTART, 'worker.ts')], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const log: Buffer[] = [];
  worker.stdout.on('data', (text: Buffer) => log.push(text));
  worker.stderr.on('data', (text: Buffer) => log.push(text));
  onTestFailed(() => console.error(Buffer.concat(log).toString()));
  onTestFinished(() => void worker.kill('SIGKILL'));
  await vi.waitFor(() => expect(Buffer.concat(log).toString()).toContain("state: 'RUNNING'"), { timeout: 60_000, interval: 100 });
  return worker;
}

function runOnceward(...commandLine: string[]): Promise<string> {
  return runProgram(process.execPath, [join(REPOSITORY, 'dist/cli.js'), ...commandLine], { cwd: folder, env });
}

async function countOf(url: string): Promise<number> {
  return ((await (await fetch(url)).json()) as { count: number }).count;
}

test('the quickstart runs as printed; its worker killed while a person is asked, it pays nothing again and writes one row', async () => {
  const first = await startWorker();
  const result = runProgram(process.execPath, [join(QUICKSTART, 'client.ts'), 'report-1', QUESTION, PAGE], { cwd: folder, env });
  await vi.waitFor(async () => expect(await runOnceward('approvals', 'list')).toMatch(/report-1 +publish/), {
    timeout: 30_000,
    interval: 500,
  });
  expect(await countOf(`${urls.modelServer}/bill`)).toBe(2);

  first.kill('SIGKILL');
  await once(first, 'exit');
  const second = await startWorker();
  await runOnceward('approvals', 'approve', 'report-1', 'publish');
  expect(JSON.parse(await result)).toMatchObject({ id: expect.any(String) as string });
  expect(await countOf(`${urls.modelServer}/bill`)).toBe(2);
  expect(await countOf(`${urls.companyRegistry}/requests`)).toBe(1);
  expect(await countOf(`${urls.crm}/records`)).toBe(1);

  second.kill('SIGTERM');
  expect((await once(second, 'exit'))[0]).toBe(0);
});
