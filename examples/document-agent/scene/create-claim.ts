import { createSeededRandom, type SeededRandom } from './seeded-random.ts';

/** What really happened: the truth that the pages of a claim file tell. */
export interface Claim {
  readonly fileNumber: string;
  readonly insurer: string;
  readonly claimant: string;
  readonly policyNumber: string;
  readonly insuredProperty: string;
  readonly incident: { readonly date: string; readonly cause: string; readonly place: string; readonly fireBrigadeReport: string };
  readonly lineItems: readonly { readonly description: string; readonly amountEur: number }[];
  /** As the claimant wrote it: the sum of the items. */
  readonly totalOnClaimForm: number;
  /** As the adjuster copied it, wrongly. */
  readonly totalInAdjusterReport: number;
  readonly payments: readonly { readonly amountEur: number; readonly date: string; readonly payee: string }[];
  readonly contractor: { readonly name: string; readonly registryNumber: string };
  readonly deadlines: readonly { readonly action: string; readonly date: string }[];
}

const FIRST_NAMES = ['Ingrid', 'Martin', 'Helena', 'Tobias', 'Marianne', 'Robert'];
const LAST_NAMES = ['Halvorsen', 'Whitmore', 'Petersen', 'Underwood', 'Marchetti', 'Brennan'];
const INSURERS = ['Nordhaven Mutual Insurance', 'Harbour and Vale Insurance', 'Eastmark General Insurance'];
const STREETS = ['Linden Street', 'Harbour Road', 'Chapel Lane', 'Meadow Row'];
const CAUSES = [
  'burst supply pipe behind the kitchen wall',
  'leaking joint of the washing machine hose',
  'failed valve of the heating circuit',
];
const PLACES = ['kitchen and cellar', 'kitchen and hallway', 'ground floor and cellar'];
const CONTRACTORS = ['Brightwater Restoration Ltd', 'Fenwick Building Services Ltd', 'Marsh and Tallow Repairs Ltd'];
const ITEMS = [
  'kitchen cabinets and worktop',
  'oak floor of the living room',
  'drying of walls and ceiling',
  'electrical installation in the cellar',
  'washing machine and dryer',
  'carpet and skirting of the hallway',
  'interior doors and frames',
];
const ACTIONS = ['submit the final repair invoice', 'return the signed settlement form', 'object to the expert opinion'];

/** The claim of a seed: the same seed gives the same claim. */
export function createClaim(seed: number): Claim {
  const random = createSeededRandom(seed);
  const claimant = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const contractor = { name: random.pick(CONTRACTORS), registryNumber: `HRB ${random.integer(204_000, 798_999)}` };
  const lineItems = createLineItems(random);
  return {
    fileNumber: `NM-2026-${random.integer(10_000, 99_999)}`,
    insurer: random.pick(INSURERS),
    claimant,
    policyNumber: `HK-${random.integer(1000, 9999)}-${random.integer(1000, 9999)}`,
    insuredProperty: `${random.integer(11, 98)} ${random.pick(STREETS)}, Aldersford`,
    incident: {
      date: dateIn(random, 3),
      cause: random.pick(CAUSES),
      place: random.pick(PLACES),
      fireBrigadeReport: `FB-${random.integer(10_000, 99_999)}`,
    },
    lineItems,
    ...createTotals(lineItems.map((item) => item.amountEur)),
    payments: [4, 5, 6].map((month, index) => ({
      amountEur: random.integer(20, 90) * 100 + random.integer(1, 99) / 100,
      date: dateIn(random, month),
      payee: index === 1 ? contractor.name : claimant,
    })),
    contractor,
    deadlines: ACTIONS.map((action, index) => ({ action, date: dateIn(random, 8 + index) })),
  };
}

function createLineItems(random: SeededRandom): Claim['lineItems'] {
  return random.shuffle(ITEMS).map((description) => ({ description, amountEur: random.integer(9, 88) * 100 + random.integer(1, 9) * 10 }));
}

/** The adjuster swapped the thousands and the hundreds; where they are equal, the total is off by 900, so that it always differs. */
function createTotals(amounts: readonly number[]): Pick<Claim, 'totalOnClaimForm' | 'totalInAdjusterReport'> {
  const totalOnClaimForm = amounts.reduce((sum, amount) => sum + amount, 0);
  const thousands = Math.floor(totalOnClaimForm / 1000) % 10;
  const hundreds = Math.floor(totalOnClaimForm / 100) % 10;
  const swapped = totalOnClaimForm + (hundreds - thousands) * 1000 + (thousands - hundreds) * 100;
  return { totalOnClaimForm, totalInAdjusterReport: thousands === hundreds ? totalOnClaimForm - 900 : swapped };
}

function dateIn(random: SeededRandom, month: number): string {
  return `2026-${String(month).padStart(2, '0')}-${String(random.integer(10, 28))}`;
}
