import { clockOf } from '../clock-of.js';
import type { ErrorFacts } from '../error-facts.js';
import type { FailureContext } from '../failure-context.js';
import { readLimitWords } from '../limit-words.js';
import { readString } from '../read-property.js';
import { readRetryAfterMs } from '../retry-after.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const CODES = [
  'insufficient_quota',
  'insufficientquota',
  'insufficient_funds',
  'insufficient_credits',
  'insufficient_balance',
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
  'arrearage',
  'storagequotaexceeded',
] as const;
const CODE_PATTERN =
  /[_-](?:spend(?:ing)?|billing|budget)[_-]limit(?:_exceeded|_reached)?$|(?:^|[_-])overdue(?:$|[_-])|no_more_credits|^insufficient_(?:[a-z]{1,20}_)?(?:quota|balance|funds?|credits?)/;
/** Of a quota that may be one of a minute, if the words say so. */
const QUOTA_CODE =
  /^(?:service)?quota_?exceeded(?:exception)?$|quota_limited$|exceed(?:ed)?_(?:[a-z]{1,20}_)?quota|quota_?(?:limit_?)?(?:reached|exhausted)$/;
/** Alibaba sends its limits of a minute in the words and with the code of an empty account; the page it points to tells them apart. */
const MINUTE_LIMIT_TEXT = '#token-limit';
/** The account of a router's caller, named as the source of the limit. */
const ACCOUNT_LIMIT = /(?:_key_limit|_budget)$/i;
const MAX_QUOTA_ID_CHARS = 200;
const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
/** Amazon's sellers: their limits of a second have the code of an allowance. */
const RATE_HEADER = 'x-amzn-ratelimit-limit';
const HOUR_MS = 3_600_000;
/** A tool's own sentence may be about anything it works on: somebody's bill, a row's balance. */
const OURS =
  /\b(?:you(?:ve|r)?|our|api|plan|credits?|quotas?|limit(?:s|ed)?|account|billing|subscription|trial|workspace|budget|allowance|tier|upgrade|daily|monthly|usage|caps?|prepaid|requests|calls|service suspended|payment required)\b/;
const UNAUTHORIZED = 401;
const TOO_MANY_REQUESTS = 429;
/** Their words are about the thing that is not there, or that is too large. */
const ABOUT_A_THING: ReadonlySet<number | undefined> = new Set([404, 410, 413]);

/** Where the same sentence is written for a limit of a minute and for one of a day. */
const MINUTE_OR_DAY = /quotaid|quota exceeded for metric|ai\.google\.dev/;

/** Money or a fixed allowance ran out: waiting a little does not help, whatever the status says. */
export const quota: Rule = (facts, context) => {
  // A declined card is the answer of a payment service, not the end of our own money.
  if (facts.has('card_error', 'stripecarderror')) return undefined;
  if (facts.has('openrouter_in_flight_budget') && facts.header('retry-after') !== undefined) return RATE_LIMIT;
  if (facts.text.includes(MINUTE_LIMIT_TEXT) || (facts.status === TOO_MANY_REQUESTS && facts.header(RATE_HEADER) !== undefined))
    return RATE_LIMIT;
  const isSpent = statesQuota(facts) || isSaidToBeSpent(facts, context) || isCalledSpent(facts, context);
  return isSpent ? { category: 'quota_exhausted', retryable: false } : undefined;
};

function statesQuota(facts: ErrorFacts): boolean {
  if (facts.has(...CODES)) return true;
  if ([...facts.identifiers].some((identifier) => CODE_PATTERN.test(identifier))) return true;
  if ([...facts.identifiers].some((identifier) => QUOTA_CODE.test(identifier)) && readLimitWords(facts.statements) !== 'passing')
    return true;
  if (facts.records.some(namesAccountLimit)) return true;
  return facts.status === 402 && facts.header('retry-after') === undefined;
}

function namesAccountLimit(record: object): boolean {
  if (ACCOUNT_LIMIT.test(readString(record, 'limit_source') ?? '')) return true;
  return /perday/i.test((readString(record, 'quotaId') ?? '').slice(0, MAX_QUOTA_ID_CHARS));
}

function isSaidToBeSpent(facts: ErrorFacts, context: FailureContext): boolean {
  if (ABOUT_A_THING.has(facts.status)) return false;
  const isOfATool = context.kind === 'tool' && !facts.isAnswer;
  const words = readLimitWords(isOfATool ? facts.statements.filter((statement) => OURS.test(statement)) : facts.statements);
  if (words === 'spent') return true;
  if (words === undefined || words === 'passing' || words === 'too-fast') return false;
  if (words === 'perhaps-spent' && facts.has('resource_exhausted')) return false;
  if (words !== 'spent-for-days' && MINUTE_OR_DAY.test(facts.text)) return false;
  if (words === 'for-sale' && facts.status === UNAUTHORIZED) return false;
  return !isBackSoon(facts, context);
}

/** What says that it is free again within the hour is waited for. */
function isBackSoon(facts: ErrorFacts, context: FailureContext): boolean {
  return (readRetryAfterMs(facts, clockOf(facts, context)) ?? Infinity) < HOUR_MS;
}

/**
 * A framework's own view of a 429: `wait`, `capacity` or `stop`. It says `stop` for words that some services use for every limit, so what the server says
 * of the time, and a service whose limits are told apart by their names, count for more.
 */
function isCalledSpent(facts: ErrorFacts, context: FailureContext): boolean {
  if (!facts.records.some((record) => readString(record, 'rateLimitType') === 'stop')) return false;
  return !MINUTE_OR_DAY.test(facts.text) && readRetryAfterMs(facts, clockOf(facts, context)) === undefined;
}
