import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  decide,
  startDocumentAgentScene,
  waitForQuestion,
  type AgentHandle,
  type DocumentAgentScene,
} from '../support/document-agent-scene.ts';
import { smallPdf } from '../unit/document-agent/fixtures/small-pdf.ts';

const REFUSALS = [
  [422, 'unprocessable'],
  [409, 'conflict'],
] as const;

let scene: DocumentAgentScene;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
  await scene.startWorker('agents');
  await scene.startWorker('gpu');
});

afterEach(() => scene.calmDown());
afterAll(() => scene.stop());

test.each([{ ignoreKeys: false }, { ignoreKeys: true }])(
  'a system that answers 500 twice, the second time after it wrote, is looked into before a third try, and keeps one row: %j',
  async (keys) => {
    const before = (await scene.requests('accounting')).length;
    await scene.control('accounting', { ...keys, failNext: [{ status: 500 }, { status: 500, afterHandling: true }] });
    const handle = await scene.start(smallPdf());
    expect(await handle.result()).toMatchObject({ status: 'written' });
    const requests = (await scene.requests('accounting')).slice(before);
    expect(requests.map(({ status }) => status)).toEqual([500, 500]);
    expect(new Set(requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(await standing(handle, 'accounting')).toBe(1);
  },
);

describe.each(REFUSALS)('a system that refuses its write for good with %i', (status, category) => {
  test('has the other rows taken back, the last one first', async () => {
    await scene.control('archive', { failAlways: { status } });
    const before = (await scene.requests('archive')).length;
    const handle = await scene.start(smallPdf());
    const { failure, ...result } = await handle.result();
    expect(result).toMatchObject({ status: 'compensated', records: {} });
    expect(failure).toMatch(new RegExp(`writeArchive failed \\(${category}\\): HttpError: .* answered ${status}`));
    expect(await scene.requests('archive')).toHaveLength(before + 1);
    const [crm] = await scene.rowsOf(handle, 'crm');
    const [accounting] = await scene.rowsOf(handle, 'accounting');
    expect(accounting?.deletedAt).toBeTruthy();
    expect(crm?.deletedAt).toBeTruthy();
    expect((accounting?.deletedAt ?? '') < (crm?.deletedAt ?? '')).toBe(true);
  });

  test('is written to after a person said that it is to be tried again', async () => {
    await scene.control('archive', { failAlways: { status } });
    const handle = await scene.start(smallPdf(), { onFailedWrite: 'ask' });
    await waitForQuestion(handle, 'write:archive');
    await scene.calmDown();
    await decide(handle, { id: 'write:archive', action: 'approve', by: 'an adjuster' });
    expect(await handle.result()).toMatchObject({ status: 'written', records: { archive: expect.any(String) as string } });
    expect(await Promise.all((['crm', 'accounting', 'archive'] as const).map((system) => standing(handle, system)))).toEqual([1, 1, 1]);
  });

  test('is given up when a person says so, and the rows written before are taken back', async () => {
    await scene.control('accounting', { failAlways: { status } });
    const handle = await scene.start(smallPdf(), { onFailedWrite: 'ask' });
    const { title } = await decide(handle, { id: 'write:accounting', action: 'reject', by: 'an adjuster' });
    expect(title).toMatch(
      new RegExp(
        `^write: accounting failed: writeAccounting failed \\(${category}\\): HttpError: \\S+ answered ${status}\\. Try again\\?$`,
      ),
    );
    expect(await handle.result()).toMatchObject({ status: 'compensated', records: {}, failure: expect.any(String) as string });
    expect(await scene.rowsOf(handle, 'crm')).toHaveLength(1);
    expect(await Promise.all((['crm', 'accounting', 'archive'] as const).map((system) => standing(handle, system)))).toEqual([0, 0, 0]);
  });
});

async function standing(handle: AgentHandle, system: 'crm' | 'accounting' | 'archive'): Promise<number> {
  return (await scene.rowsOf(handle, system)).filter(({ deletedAt }) => deletedAt === null).length;
}
