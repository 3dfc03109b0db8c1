import { describe, expect, it } from 'vitest';
import { createClaimPages, expectedFacts } from '../../../examples/document-agent/scene/claim-file.ts';
import { claimFactsSchemas, type PassName } from '../../../examples/document-agent/scene/claim-facts.ts';
import { textOfPage } from '../../../examples/document-agent/scene/claim-page.ts';
import { extractionPasses } from '../../../examples/document-agent/scene/extraction-passes.ts';
import { findCompany } from '../../../examples/document-agent/scene/company-register.ts';
import { findConflict } from '../../../examples/document-agent/scene/find-conflict.ts';
import { placePages } from '../../../examples/document-agent/scene/place-pages.ts';
import { extractFacts } from '../../../examples/document-agent/services/extract-facts.ts';

const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1);

function passagesOf(options: { pages: number; seed: number }) {
  return createClaimPages(options).map((page) => ({ page: page.number, text: textOfPage(page) }));
}

describe('the claim file', () => {
  it('is the same for the same seed and another for another', () => {
    expect(createClaimPages({ pages: 20, seed: 4 })).toEqual(createClaimPages({ pages: 20, seed: 4 }));
    expect(createClaimPages({ pages: 20, seed: 4 })).not.toEqual(createClaimPages({ pages: 20, seed: 5 }));
  });

  it.each([10, 11, 20, 57, 200])('has %i numbered pages, with every special page at a place of its own', (pages) => {
    expect(createClaimPages({ pages }).map((page) => page.number)).toEqual(Array.from({ length: pages }, (_, index) => index + 1));
    const places = Object.values(placePages(pages));
    expect(new Set(places).size).toBe(places.length);
    expect(Math.max(...places)).toBe(pages);
    expect(Math.min(...places)).toBeGreaterThan(0);
  });

  it('refuses fewer pages than it has facts to tell', () => {
    expect(() => createClaimPages({ pages: 9 })).toThrow('A claim file has at least 10 pages, got 9.');
  });

  it.each([20, 200])('spreads its facts over the first, the middle and the last third of %i pages', (pages) => {
    const { claimForm, damagesFirst, deadlines } = placePages(pages);
    expect(claimForm).toBeLessThanOrEqual(pages / 3);
    expect(damagesFirst).toBeGreaterThan(pages / 3);
    expect(damagesFirst).toBeLessThanOrEqual((2 * pages) / 3);
    expect(deadlines).toBe(pages);
  });

  it('has one blank page and one with a picture only', () => {
    const textless = createClaimPages({ pages: 20 }).filter((page) => textOfPage(page) === '');
    expect(textless.map((page) => page.kind)).toEqual(['blank', 'picture']);
  });

  it('tells exactly the expected facts, for every seed', () => {
    for (const seed of SEEDS) {
      const facts = expectedFacts({ pages: 20, seed });
      const passages = passagesOf({ pages: 20, seed });
      const company = { ...findCompany(facts.contractor.registryNumber ?? '') };
      for (const { name } of extractionPasses) expect(extractFacts(name, { passages, company })).toEqual(facts[name]);
    }
  });

  it('tells no fact on its ordinary pages', () => {
    const special = new Set(Object.values(placePages(200)));
    const passages = passagesOf({ pages: 200, seed: 1 }).filter(({ page }) => !special.has(page));
    const found = extractionPasses.flatMap(({ name }) => Object.values(extractFacts(name, { passages, company: undefined })));
    expect(found.filter((value) => value !== null && !(Array.isArray(value) && value.length === 0))).toEqual([]);
  });

  it('has facts that fit the schemas of the passes', () => {
    const facts = expectedFacts({ pages: 20 });
    for (const name of Object.keys(claimFactsSchemas) as PassName[])
      expect(claimFactsSchemas[name].parse(facts[name])).toEqual(facts[name]);
  });

  it('states the total claimed differently on two pages, and the items decide which is right, for every seed', () => {
    for (const seed of SEEDS) {
      const conflict = findConflict(expectedFacts({ pages: 20, seed }).damages);
      const [onForm, inReport] = conflict?.statements ?? [];
      expect(conflict?.proposedEur).toBe(onForm?.amountEur);
      expect(inReport?.amountEur).not.toBe(onForm?.amountEur);
    }
  });

  it('is understood when a text reader took marks for their neighbours', () => {
    const facts = expectedFacts({ pages: 20 });
    const passages = passagesOf({ pages: 20, seed: 1 }).map(({ page, text }) => ({
      page,
      text: text.replaceAll(': ', '; ').replaceAll(/,(?=\d)/g, '.'),
    }));
    for (const name of ['incident', 'damages', 'payments', 'deadlines'] as const) {
      expect(extractFacts(name, { passages, company: undefined })).toEqual(facts[name]);
    }
  });

  it('flags nothing when all pages agree', () => {
    expect(
      findConflict({
        lineItems: [],
        totalClaimed: [
          { amountEur: 5, page: 1 },
          { amountEur: 5, page: 9 },
        ],
      }),
    ).toBeUndefined();
  });
});
