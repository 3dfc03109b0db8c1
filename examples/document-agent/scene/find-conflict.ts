import type { PassFacts } from './claim-facts.ts';

export interface Conflict {
  readonly field: 'totalClaimed';
  /** The different amounts, each with the page that states it. */
  readonly statements: readonly { readonly amountEur: number; readonly page: number }[];
  /** What the listed items add up to: what the agent proposes. */
  readonly proposedEur: number;
  /** What a person is asked. */
  readonly question: string;
}

/** The field that a person has to decide: two pages state a different total. Undefined when all statements agree. */
export function findConflict(damages: PassFacts<'damages'>): Conflict | undefined {
  const amounts = new Set(damages.totalClaimed.map((statement) => statement.amountEur));
  if (amounts.size < 2) return undefined;
  const cents = damages.lineItems.reduce((sum, item) => sum + Math.round(item.amountEur * 100), 0);
  const proposedEur = cents / 100;
  const stated = damages.totalClaimed.map(({ amountEur, page }) => `EUR ${amountEur} on page ${page}`).join(', ');
  const question = `The total is stated as ${stated}. Use EUR ${proposedEur}, the sum of the items?`;
  return { field: 'totalClaimed', statements: damages.totalClaimed, proposedEur, question };
}
