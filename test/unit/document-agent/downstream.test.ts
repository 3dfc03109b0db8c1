import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDownstream } from '../../../examples/document-agent/services/downstream.ts';
import type { RunningService } from '../../../examples/document-agent/services/http-service.ts';
import { getJson, postJson } from './fixtures/service-client.ts';

let folder: string;
let crm: RunningService;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downstream-'));
  crm = await startDownstream({ name: 'crm', databaseFile: join(folder, 'crm.sqlite') });
});

afterEach(async () => {
  await crm.close();
  await rm(folder, { recursive: true });
});

const write = (body: unknown, key?: string) => postJson(`${crm.url}/records`, body, key === undefined ? {} : { 'idempotency-key': key });
const configure = (settings: unknown) => postJson(`${crm.url}/control`, settings);
const rows = () => getJson<{ count: number; writtenTwice: number; records: { deletedAt: string | null }[] }>(`${crm.url}/records`);
const requests = () => getJson<{ count: number; requests: { label: string; status: number }[] }>(`${crm.url}/requests`);

describe('a downstream system', () => {
  it('writes one row for a request that is sent twice with one key, and counts both requests', async () => {
    const first = await write({ claim: 1 }, 'key');
    const second = await write({ claim: 1 }, 'key');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(await rows()).toMatchObject({ count: 1, writtenTwice: 0 });
    expect(await requests()).toMatchObject({ count: 2, requests: [{ status: 201 }, { status: 200 }] });
  });

  it('refuses a key that comes again with another body', async () => {
    await write({ claim: 1 }, 'key');
    expect(await write({ claim: 2 }, 'key')).toMatchObject({
      status: 422,
      body: { error: "The Idempotency-Key 'key' was used before with another body." },
    });
    expect(await rows()).toMatchObject({ count: 1 });
  });

  it('writes twice, and says so, without a key and when it ignores keys', async () => {
    await write({ claim: 1 });
    await write({ claim: 1 });
    expect(await rows()).toMatchObject({ count: 2, writtenTwice: 1 });
    await configure({ ignoreKeys: true });
    await write({ claim: 2 }, 'key');
    await write({ claim: 2 }, 'key');
    expect(await rows()).toMatchObject({ count: 4, writtenTwice: 2 });
  });

  it('writes one row for ten equal requests at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => write({ claim: 1 }, 'key')));
    expect(answers.map((answer) => answer.status).sort((left, right) => left - right)).toEqual([
      ...Array.from({ length: 9 }, () => 200),
      201,
    ]);
    expect(await rows()).toMatchObject({ count: 1 });
  });

  it('takes a row back, once or again, and keeps it in the list', async () => {
    const { id } = (await write({ claim: 1 }, 'key')).body as { id: string };
    const remove = async (recordId: string) => (await fetch(`${crm.url}/records/${recordId}`, { method: 'DELETE' })).status;
    expect([await remove(id), await remove(id), await remove('unknown')]).toEqual([204, 204, 404]);
    expect((await rows()).records).toMatchObject([{ id, deletedAt: expect.any(String) as string }]);
    expect((await requests()).requests.map((request) => request.label)).toEqual(['write', 'delete', 'delete', 'delete']);
  });

  it('refuses what is no record', async () => {
    expect(await write([1])).toMatchObject({ status: 400 });
    expect(await postJson(`${crm.url}/other`, {})).toMatchObject({ status: 404, body: { error: 'crm has /records only.' } });
    expect(await rows()).toMatchObject({ count: 0 });
  });

  it('keeps its rows through a restart', async () => {
    await write({ claim: 1 }, 'key');
    await crm.close();
    crm = await startDownstream({ name: 'crm', databaseFile: join(folder, 'crm.sqlite') });
    expect(await write({ claim: 1 }, 'key')).toMatchObject({ status: 200 });
  });
});

describe('its failures', () => {
  it('come one a request, in their order, and write nothing', async () => {
    await configure({ failNext: [{ status: 500 }, { status: 409, body: { error: 'exists' } }] });
    const answers = [await write({ claim: 1 }, 'key'), await write({ claim: 1 }, 'key')];
    expect(answers).toMatchObject([{ status: 500 }, { status: 409, body: { error: 'exists' } }]);
    expect(await rows()).toMatchObject({ count: 0 });
    expect(await write({ claim: 1 }, 'key')).toMatchObject({ status: 201 });
  });

  it('last for good until the control is reset', async () => {
    await configure({ failAlways: { status: 503 } });
    expect([(await write({})).status, (await write({})).status]).toEqual([503, 503]);
    await fetch(`${crm.url}/control`, { method: 'DELETE' });
    expect((await write({})).status).toBe(201);
  });

  it('can lose the answer of a write that took effect', async () => {
    await configure({ failNext: [{ status: 0, afterHandling: true }] });
    await expect(write({ claim: 1 }, 'key')).rejects.toThrow('fetch failed');
    expect(await rows()).toMatchObject({ count: 1 });
    expect(await write({ claim: 1 }, 'key')).toMatchObject({ status: 200 });
  });

  it('can be limited to one kind of request', async () => {
    await configure({ failAlways: { status: 500 }, only: 'delete' });
    const { status, body } = await write({ claim: 1 });
    expect(status).toBe(201);
    expect((await fetch(`${crm.url}/records/${(body as { id: string }).id}`, { method: 'DELETE' })).status).toBe(500);
  });

  it('let the next request hang until its client leaves', async () => {
    await configure({ hangNext: 1 });
    const hanging = fetch(`${crm.url}/records`, { method: 'POST', body: '{}', signal: AbortSignal.timeout(150) });
    await expect(hanging).rejects.toThrow('timeout');
    expect((await write({})).status).toBe(201);
    expect(await requests()).toMatchObject({ requests: [{ status: null, finished: false }, { status: 201 }] });
  });
});

describe('its control', () => {
  it('shows its settings and leaves what is not named', async () => {
    await configure({ delayMs: 5 });
    expect((await configure({ ignoreKeys: true })).body).toEqual({
      delayMs: 5,
      failNext: [],
      failAlways: null,
      hangNext: 0,
      only: '',
      ignoreKeys: true,
    });
    expect(await getJson(`${crm.url}/control`)).toMatchObject({ delayMs: 5, ignoreKeys: true });
  });

  it.each([{ delay: 5 }, { delayMs: 'long' }, { failNext: [{ status: 'bad' }] }, []])(
    'refuses %j and changes nothing',
    async (settings) => {
      expect((await configure(settings)).status).toBe(400);
      expect(await getJson(`${crm.url}/control`)).toMatchObject({ delayMs: 0, failNext: [] });
    },
  );
});
