import type { ErrorFacts } from '../error-facts.js';
import type { Rule } from './rule.js';

const CODES = [
  'insufficient_quota',
  'insufficientquota',
  'insufficient_funds',
  'insufficient_credits',
  'insufficient_balance',
  'quota_exceeded',
  'quotaexceeded',
  'dailylimitexceeded',
  'daily_limit_exceeded',
  'credit_balance_exhausted',
  'credits_exhausted',
  'spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'usage_limit_reached',
  'usage_limit_exceeded',
  'enforced_spend_limit_reached',
  'enforcedspendlimitreachederror',
  'billing_error',
  'billing_hard_limit_reached',
  'billing_not_active',
  'billing_disabled',
  'budget_exceeded',
  'budgetexceedederror',
  'payment_required',
  'paymentrequirederror',
  'servicequotaexceededexception',
] as const;
const CODE_PATTERNS = /(?:_spend_limit_(?:exceeded|reached)|(?:_key_limit|_budget)|perday.*)$/;
const PHRASES = [
  'credit balance is too low',
  'insufficient balance',
  'insufficient credits',
  'insufficient funds',
  'reached your specified api usage limits',
  'tokens per day, please wait',
  'too many tokens per day',
  'free-models-per-day',
  'credits are depleted',
  'out of credits',
  'used all available credits',
  "doesn't have any credits",
  'out of call volume quota',
  'budget has been exceeded',
  'exceededbudget',
  'key limit exceeded',
] as const;
const PATTERNS = [
  /\b(?:monthly|daily|weekly) (?:\w+ ){0,2}(?:quota|cap|budget|limit|included credits)/,
  /\b(?:calls|requests) ?\/ ?month\b/,
  /reached (?:your|its|the) (?:\w+ ){0,3}usage limit/,
  /quotaid\W{1,10}\w{0,80}perday/,
  // A free tier that a model is not part of.
  /quota exceeded for metric: [^\s,]{1,120}, limit: 0\b/,
] as const;

/** Money or a fixed allowance ran out: waiting a little does not help, whatever the status says. */
export const quota: Rule = (facts, context) => {
  if (facts.has('openrouter_in_flight_budget') && facts.header('retry-after') !== undefined)
    return { category: 'rate_limit', retryable: true };
  const isJudgedByText = context.kind === 'model' || facts.status !== undefined;
  if (statesQuota(facts) || (isJudgedByText && saysQuota(facts))) return { category: 'quota_exhausted', retryable: false };
  return undefined;
};

function statesQuota(facts: ErrorFacts): boolean {
  if (facts.has(...CODES)) return true;
  if ([...facts.identifiers].some((identifier) => CODE_PATTERNS.test(identifier))) return true;
  // A declined card is the answer of a payment tool, not the end of our own money.
  return facts.status === 402 && !facts.has('card_error', 'stripecarderror') && facts.header('retry-after') === undefined;
}

function saysQuota({ text, has }: ErrorFacts): boolean {
  if (PHRASES.some((phrase) => text.includes(phrase)) || PATTERNS.some((pattern) => pattern.test(text))) return true;
  // Google writes the same sentence for its per-minute limits; there only the quota id tells.
  return (
    text.includes('exceeded your current quota') &&
    !has('resource_exhausted') &&
    !/quotaid|quota exceeded for metric|ai\.google\.dev/.test(text)
  );
}
