import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDocument } from '../../../examples/document-agent/pdf/make-document.ts';
import { closeRecognizer, recognizeText } from '../../../examples/document-agent/pdf/recognize-text.ts';
import { countPages, renderPage } from '../../../examples/document-agent/pdf/render-page.ts';
import { createClaimPages, expectedFacts } from '../../../examples/document-agent/scene/claim-file.ts';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { extractionPasses } from '../../../examples/document-agent/scene/extraction-passes.ts';
import { placePages } from '../../../examples/document-agent/scene/place-pages.ts';
import { extractFacts } from '../../../examples/document-agent/services/extract-facts.ts';

const PAGES = 20;
const places = placePages(PAGES);
let folder: string;
let pdf: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-'));
  const file = join(folder, 'made', 'claim.pdf');
  await makeDocument({ file, pages: PAGES });
  pdf = await readFile(file);
});

afterAll(async () => {
  await closeRecognizer();
  await rm(folder, { recursive: true });
});

async function readPage(page: number): Promise<string> {
  return (await recognizeText(await renderPage(pdf, page))).text;
}

describe('a made document', () => {
  it('has the pages that were asked for, each of a modest size', async () => {
    expect(await countPages(pdf)).toBe(PAGES);
    expect(pdf.byteLength / PAGES).toBeLessThan(80_000);
  });

  it('has the same bytes for the same seed', async () => {
    const again = join(folder, 'again.pdf');
    await makeDocument({ file: again, pages: PAGES });
    expect(Buffer.compare(await readFile(again), pdf)).toBe(0);
  });

  it('holds no text but that of its images', () => {
    expect(Buffer.from(pdf).includes('Claimant')).toBe(false);
  });

  it('gives every fact back exactly through rendering and OCR', async () => {
    const facts = expectedFacts({ pages: PAGES });
    const passages = [];
    for (const page of Object.values(places)) passages.push({ page, text: await readPage(page) });
    const company = { ...findCompany(facts.contractor.registryNumber ?? '') };
    for (const { name } of extractionPasses) expect(extractFacts(name, { passages, company })).toEqual(facts[name]);
  });

  it('reads an ordinary page with confidence', async () => {
    const filler = createClaimPages({ pages: PAGES }).find((page) => !Object.values(places).includes(page.number));
    const { text, confidence } = await recognizeText(await renderPage(pdf, filler?.number ?? 0));
    expect(text).toContain(filler?.title);
    expect(confidence).toBeGreaterThan(80);
  });

  it.each(['blank', 'picture'] as const)('gives no text for its %s page', async (kind) => {
    expect(await recognizeText(await renderPage(pdf, places[kind]))).toEqual({ text: '', confidence: 0 });
  });

  it('can be read again after the reader was closed', async () => {
    await closeRecognizer();
    expect(await readPage(places.claimForm)).toContain('Claim form');
  });
});
