import type { ClaimFacts } from './claim-facts.ts';
import type { ClaimPage } from './claim-page.ts';
import { findCompany } from './company-register.ts';
import { createClaim } from './create-claim.ts';
import { createSpecialPages } from './fact-pages.ts';
import { createFillerPage } from './filler-pages.ts';
import { placePages, type SpecialPage } from './place-pages.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface ClaimFileOptions {
  /** How many pages the file has, 10 or more. */
  readonly pages: number;
  /** The same seed tells the same story. Default 1. */
  readonly seed?: number;
}

const FILLER_SEED_STEP = 7919;

/** All pages of a claim file, in order: the same options give the same pages. */
export function createClaimPages({ pages, seed = 1 }: ClaimFileOptions): readonly ClaimPage[] {
  const special = createSpecialPages(createClaim(seed));
  const placed = new Map(Object.entries(placePages(pages)).map(([name, number]) => [number, special[name as SpecialPage]]));
  return Array.from({ length: pages }, (_, index) => {
    const number = index + 1;
    const content = placed.get(number) ?? createFillerPage(createSeededRandom(seed * FILLER_SEED_STEP + number));
    return { number, ...content };
  });
}

/** What six perfect extraction passes answer about this file. `totalClaimed` holds two different amounts: the field a person decides. */
export function expectedFacts({ pages, seed = 1 }: ClaimFileOptions): ClaimFacts {
  const claim = createClaim(seed);
  const places = placePages(pages);
  const company = findCompany(claim.contractor.registryNumber);
  return {
    claimant: {
      claimant: claim.claimant,
      policyNumber: claim.policyNumber,
      insurer: claim.insurer,
      insuredProperty: claim.insuredProperty,
    },
    incident: { ...claim.incident },
    damages: {
      lineItems: [...claim.lineItems],
      totalClaimed: [
        { amountEur: claim.totalOnClaimForm, page: places.claimForm },
        { amountEur: claim.totalInAdjusterReport, page: places.adjuster },
      ],
    },
    payments: { payments: [...claim.payments] },
    contractor: {
      ...claim.contractor,
      seat: company?.seat ?? null,
      status: company?.status ?? null,
      vatNumber: company?.vatNumber ?? null,
    },
    deadlines: { deadlines: [...claim.deadlines] },
  };
}
