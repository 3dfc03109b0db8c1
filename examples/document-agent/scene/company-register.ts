import { createSeededRandom } from './seeded-random.ts';

export interface Company {
  readonly registryNumber: string;
  readonly seat: string;
  readonly status: 'active' | 'in liquidation';
  readonly vatNumber: string;
}

const SEATS = ['Aldersford', 'Port Maren', 'Kestrel Bay', 'Oakhampton', 'Wyndale', 'Saint Brannoc'];

/** The entry of a public register for a number like `HRB 204417`, always the same; undefined when no company can have that number. */
export function findCompany(registryNumber: string): Company | undefined {
  const digits = /^HRB (\d{6})$/.exec(registryNumber)?.[1];
  if (digits === undefined) return undefined;
  const random = createSeededRandom(Number(digits));
  return {
    registryNumber,
    seat: random.pick(SEATS),
    status: random.next() < 0.9 ? 'active' : 'in liquidation',
    vatNumber: `DE${random.integer(100_000_000, 999_999_999)}`,
  };
}
