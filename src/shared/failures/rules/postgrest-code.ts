import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

/** By PostgREST's code or its class, most specific first: https://docs.postgrest.org/en/stable/references/errors.html */
const VERDICTS: readonly (readonly [prefix: string, verdict: Verdict])[] = [
  ['PGRST003', { category: 'timeout', retryable: true }],
  ['PGRST00', { category: 'network', retryable: true }],
  ['PGRST116', { category: 'not_found', retryable: false }],
  ['PGRST1', { category: 'invalid_request', retryable: false }],
  ['PGRST2', { category: 'not_found', retryable: false }],
  ['PGRST3', { category: 'auth', retryable: false }],
];

/** What PostgREST, the web face of a Postgres, says of itself. Its client keeps no status. */
export const postgrestCode: Rule = ({ layers }) =>
  layers.flatMap(({ code }) => VERDICTS.find(([prefix]) => code.startsWith(prefix))?.[1] ?? [])[0];
