import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedFacts } from '../../examples/document-agent/scene/claim-file.ts';
import type { DocumentAgentResult } from '../../examples/document-agent/document-agent.ts';
import { claimPdf } from '../support/claim-pdf.ts';
import { decide, startDocumentAgentScene, type AgentHandle, type DocumentAgentScene } from '../support/document-agent-scene.ts';
import { historyPayloads } from '../support/history-payloads.ts';

const PAGES = 10;
const PERSONS_TOTAL_EUR = 12_345.67;
const LARGEST_PAYLOAD_BYTES = 20_000;

let scene: DocumentAgentScene;
let handle: AgentHandle;
let asked: unknown;
let result: DocumentAgentResult;

beforeAll(async () => {
  scene = await startDocumentAgentScene();
  await scene.startWorker('agents');
  await scene.startWorker('gpu');
  handle = await scene.start(await claimPdf());
  asked = (await decide(handle, { id: 'total-claimed', action: 'edit', value: PERSONS_TOTAL_EUR, by: 'an adjuster' })).title;
  result = await handle.result();
});

afterAll(() => scene.stop());

describe('a claim file of ten pages, one of them blank and one a picture without text', () => {
  test('gives every fact that it states', () => {
    expect(result.facts).toEqual(expectedFacts({ pages: PAGES }));
    expect(result.unanswered).toEqual([]);
  });

  test('asks the model once a pass, and once more for the pass that uses the register', async () => {
    const labels = (await scene.requests('modelServer')).map(({ label }) => label);
    expect(labels).toEqual(['claimant', 'incident', 'damages', 'payments', 'contractor', 'contractor', 'deadlines']);
    expect(await scene.requests('companyRegistry')).toHaveLength(1);
  });

  test('asks a person which of the two totals holds', () => {
    const [onForm, inReport] = expectedFacts({ pages: PAGES }).damages.totalClaimed;
    expect(asked).toContain(`EUR ${onForm?.amountEur} on page ${onForm?.page}, EUR ${inReport?.amountEur} on page ${inReport?.page}`);
  });

  test.each(['crm', 'accounting', 'archive'] as const)('writes what the person decided into %s, once', async (system) => {
    const rows = await scene.rowsOf(handle, system);
    expect(rows).toMatchObject([{ deletedAt: null, body: { totalEur: PERSONS_TOTAL_EUR, facts: result.facts } }]);
    expect(result).toMatchObject({ status: 'written', records: { [system]: rows[0]?.id }, decidedBy: 'an adjuster' });
  });

  test('keeps the PDF, the page images and the texts of whole pages out of history', async () => {
    const payloads = await historyPayloads(handle);
    expect(payloads.length).toBeGreaterThan(PAGES * 4);
    expect(Math.max(...payloads.map(({ byteLength }) => byteLength))).toBeLessThanOrEqual(LARGEST_PAYLOAD_BYTES);
    const references = payloads.filter((payload) => Buffer.from(payload).includes('"image/png"'));
    expect(references.length).toBeGreaterThanOrEqual(PAGES);
    expect(Math.max(...references.map(({ byteLength }) => byteLength))).toBeLessThan(600);
  });
});
