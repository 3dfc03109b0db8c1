import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { startCompanyRegistry } from '../../../examples/document-agent/services/company-registry.ts';
import type { ServiceUrls } from '../../../examples/document-agent/services/start-services.ts';
import { getJson, postJson } from './fixtures/service-client.ts';

const main = fileURLToPath(new URL('../../../examples/document-agent/services/main.ts', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'services-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('the services in a process of their own', () => {
  it('print their URLs, stop on SIGTERM, and keep what was recorded', async () => {
    for (const expectedCount of [1, 2]) {
      const child = spawn(process.execPath, [main, '--folder', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const urls = JSON.parse(line) as ServiceUrls;
      expect(Object.keys(urls).sort()).toEqual(['accounting', 'archive', 'companyRegistry', 'crm', 'modelServer']);
      expect(await postJson(`${urls.archive}/records`, { run: expectedCount })).toMatchObject({ status: 201 });
      expect(await getJson(`${urls.archive}/requests`)).toMatchObject({ count: expectedCount });
      expect(await getJson(`${urls.crm}/requests`)).toMatchObject({ count: 0 });
      child.kill('SIGTERM');
      expect((await once(child, 'exit'))[0]).toBe(0);
    }
  });

  it('end when the process that forked them is gone', async () => {
    const child = fork(main, ['--folder', folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] });
    if (child.stdout === null) throw new Error('The services have no output.');
    await once(createInterface(child.stdout), 'line');
    child.disconnect();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  it('say what is missing when started without a folder', async () => {
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [message] = (await once(createInterface(child.stderr), 'line')) as [string];
    expect(message).toBe('Say where the services keep their data: node services/main.ts --folder <folder>');
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(2);
  });
});

describe('the company registry', () => {
  it('answers from the register, slowly once in a while, and records the key of each request', async () => {
    const registry = await startCompanyRegistry({ databaseFile: join(folder, 'registry.sqlite') });
    await postJson(`${registry.url}/control`, { typicalMs: 1, slowMs: 300, slowEvery: 3 });
    const durationsMs: number[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      const startedMs = performance.now();
      const response = await fetch(`${registry.url}/companies/HRB%20204417`, { headers: { 'idempotency-key': key } });
      durationsMs.push(performance.now() - startedMs);
      expect(await response.json()).toEqual(findCompany('HRB 204417'));
    }
    expect(durationsMs.map((duration) => duration >= 300)).toEqual([false, false, true, false]);
    expect(await getJson(`${registry.url}/requests?label=HRB%20204417`)).toMatchObject({
      count: 4,
      requests: [{ idempotencyKey: 'a' }, { idempotencyKey: 'b' }, { idempotencyKey: 'c' }, { idempotencyKey: 'd' }],
    });
    expect((await fetch(`${registry.url}/companies/nothing`)).status).toBe(404);
    await registry.close();
  });
});
