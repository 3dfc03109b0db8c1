import type { z } from 'zod';
import { claimFactsSchemas, type PassName } from './claim-facts.ts';

export interface ExtractionPass {
  readonly name: PassName;
  /** What is answered. */
  readonly schema: z.ZodObject;
  /** What the model is asked. */
  readonly question: string;
  /** What is searched for in the document, each on its own; the five nearest chunks of each hold the answer. */
  readonly searchQueries: readonly string[];
  /** True when the answer needs the tool `lookupCompany`. */
  readonly usesCompanyRegistry: boolean;
}

/** The six questions that the document agent asks about a claim file, in this order. */
export const extractionPasses: readonly ExtractionPass[] = [
  {
    name: 'claimant',
    schema: claimFactsSchemas.claimant,
    question: 'Who claims, under which policy number, with which insurer, for which insured property?',
    searchQueries: ['Claim form. Insurer, claimant, policy number, insured property'],
    usesCompanyRegistry: false,
  },
  {
    name: 'incident',
    schema: claimFactsSchemas.incident,
    question: 'When did the incident happen, where, what was its cause, and which fire brigade report describes it?',
    searchQueries: ['Incident report. Date of the incident, cause of the damage, report of the fire brigade'],
    usesCompanyRegistry: false,
  },
  {
    name: 'damages',
    schema: claimFactsSchemas.damages,
    question:
      'Which damaged items are claimed, at which amounts, and what total is claimed? List every statement of the total with its page.',
    searchQueries: [
      'List of damaged items. Item 1, item 2, item 3, EUR',
      'Total amount claimed EUR',
      'Report of the adjuster who visited the property. Total amount claimed',
    ],
    usesCompanyRegistry: false,
  },
  {
    name: 'payments',
    schema: claimFactsSchemas.payments,
    question: 'Which payments has the insurer made already: amount, date, payee?',
    searchQueries: ['Payment record. Payment 1: EUR, payee. Payment 2: EUR, payee'],
    usesCompanyRegistry: false,
  },
  {
    name: 'contractor',
    schema: claimFactsSchemas.contractor,
    question: 'Which contractor repairs the damage? Look its registry number up and give its seat, status and VAT number.',
    searchQueries: ['Repair contract. Contractor, company registry number'],
    usesCompanyRegistry: true,
  },
  {
    name: 'deadlines',
    schema: claimFactsSchemas.deadlines,
    question: 'Which deadlines does the insurer set: what has to be done, by which date?',
    searchQueries: ['Deadlines. Deadline 1: submit by date. Deadline 2: by date'],
    usesCompanyRegistry: false,
  },
];

/** What the model is told in every pass. */
export const INSTRUCTIONS = 'You read claim files. Answer from the passages only; what they do not say is null or an empty list.';
