import type { ErrorFacts } from '../error-facts.js';
import { readLimitWords } from '../limit-words.js';
import type { Verdict } from '../verdict.js';
import { readRefusalWords } from './refusal-words.js';
import type { Rule } from './rule.js';

const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
const OVERLOADED: Verdict = { category: 'overloaded', retryable: true };
const ALL_TAKEN = /\bmax\w* (?:number of )?(?:clients?|connections?)\b/;

/** What the words say beside a code that says only that something went wrong. */
export function readWords(facts: ErrorFacts): Verdict | undefined {
  if (facts.statements.some((words) => ALL_TAKEN.test(words))) return OVERLOADED;
  const limit = readLimitWords(facts.statements);
  return limit === 'passing' || limit === 'too-fast' ? RATE_LIMIT : readRefusalWords(facts);
}

/** Without an error's status, words count for more than the vague codes that services have instead: `INTERNAL_SERVER_ERROR` in GraphQL. */
export const vagueCode: Rule = (facts) => (facts.status === undefined || facts.status < 400 ? readWords(facts) : undefined);
