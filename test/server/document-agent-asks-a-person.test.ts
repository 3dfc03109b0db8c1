import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimPdfOf } from '../support/claim-pdf.ts';
import { decide, startDocumentAgentScene, type AgentHandle, type DocumentAgentScene } from '../support/document-agent-scene.ts';

const APPROVAL = 'total-claimed';
let scene: DocumentAgentScene;
/** Two pages that state different totals, and the items that add up to one of them. */
let pdf: Uint8Array;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
  await scene.startWorker('agents');
  await scene.startWorker('gpu');
  pdf = await claimPdfOf(['claimForm', 'damagesFirst', 'damagesSecond', 'adjuster']);
});

afterAll(() => scene.stop());

test('a total that a person approved is what is written', async () => {
  const handle = await scene.start(pdf);
  const { proposed } = await decide(handle, { id: APPROVAL, action: 'approve', by: 'an adjuster' });
  expect(proposed).toBeGreaterThan(0);
  expect(await handle.result()).toMatchObject({ status: 'written', decidedBy: 'an adjuster' });
  expect(await writtenTotals(handle)).toEqual([proposed, proposed, proposed]);
});

test('nobody answering in time means the sum of the items, marked as nobody’s decision', async () => {
  const handle = await scene.start(pdf, { approvalExpires: '1s' });
  const { facts, ...result } = await handle.result();
  expect(result).toMatchObject({ status: 'written', decidedBy: 'expired: the sum of the items' });
  const sum = facts.damages?.lineItems.reduce((total, { amountEur }) => total + amountEur, 0);
  expect(sum).toBeGreaterThan(0);
  expect(await writtenTotals(handle)).toEqual([sum, sum, sum]);
});

async function writtenTotals(handle: AgentHandle): Promise<unknown[]> {
  const rows = await Promise.all((['crm', 'accounting', 'archive'] as const).map((system) => scene.rowsOf(handle, system)));
  return rows.flat().map(({ body }) => (body as { totalEur: unknown }).totalEur);
}
