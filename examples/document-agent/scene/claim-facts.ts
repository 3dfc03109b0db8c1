import { z } from 'zod';

/** What each extraction pass answers. A field is null, a list empty, when the passages do not say it. Dates are ISO (`2026-03-14`). */
export const claimFactsSchemas = {
  claimant: z.object({
    claimant: z.string().nullable(),
    policyNumber: z.string().nullable(),
    insurer: z.string().nullable(),
    insuredProperty: z.string().nullable(),
  }),
  incident: z.object({
    date: z.string().nullable(),
    cause: z.string().nullable(),
    place: z.string().nullable(),
    fireBrigadeReport: z.string().nullable(),
  }),
  damages: z.object({
    lineItems: z.array(z.object({ description: z.string(), amountEur: z.number() })),
    /** Every statement of the total, with its page: two different amounts are a conflict for a person. */
    totalClaimed: z.array(z.object({ amountEur: z.number(), page: z.number() })),
  }),
  payments: z.object({
    payments: z.array(z.object({ amountEur: z.number(), date: z.string(), payee: z.string() })),
  }),
  contractor: z.object({
    name: z.string().nullable(),
    registryNumber: z.string().nullable(),
    /** Seat, status and VAT number are in no page: they come from the company registry. */
    seat: z.string().nullable(),
    status: z.string().nullable(),
    vatNumber: z.string().nullable(),
  }),
  deadlines: z.object({
    deadlines: z.array(z.object({ action: z.string(), date: z.string() })),
  }),
} as const;

export type PassName = keyof typeof claimFactsSchemas;
export type PassFacts<Name extends PassName> = z.infer<(typeof claimFactsSchemas)[Name]>;
/** The answers of all six passes. */
export type ClaimFacts = { readonly [Name in PassName]: PassFacts<Name> };
