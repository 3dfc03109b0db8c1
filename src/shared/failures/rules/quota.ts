import { clockOf } from '../clock-of.js';
import type { ErrorFacts } from '../error-facts.js';
import type { FailureContext } from '../failure-context.js';
import { readString } from '../read-property.js';
import { readRetryAfterMs } from '../retry-after.js';
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
  'arrearage',
  'storagequotaexceeded',
] as const;
const CODE_PATTERN =
  /[_-](?:spend(?:ing)?|billing|budget)[_-]limit(?:_exceeded|_reached)?$|(?:^|[_-])overdue(?:$|[_-])|quota_limited$|exceed(?:ed)?_(?:[a-z]{1,20}_)?quota|quota_?(?:limit_?)?(?:reached|exhausted)$|no_more_credits|^insufficient_(?:[a-z]{1,20}_)?(?:quota|balance|funds?|credits?)/;
/** Alibaba sends its limits of a minute in the words and with the code of an empty account; the page it points to tells them apart. */
const MINUTE_LIMIT_TEXT = 'error-code#token-limit';
/** The account of a router's caller, named as the source of the limit. */
const ACCOUNT_LIMIT = /(?:_key_limit|_budget)$/i;
const MAX_QUOTA_ID_CHARS = 200;
const PHRASES = [
  'credit balance is too low',
  'insufficient balance',
  'insufficient credits',
  'insufficient funds',
  'reached your specified api usage limits',
  'tokens per day, please wait',
  'too many tokens per day',
  'free-models-per-day',
  'credit limit exceeded',
  'spending limit. to continue',
  'exceeded your monthly included credits',
  'insufficient quota',
  'account is not active, please check your billing',
  'credits are depleted',
  'out of credits',
  'used all available credits',
  "doesn't have any credits",
  'out of call volume quota',
  'budget has been exceeded',
  'exceededbudget',
  'key limit exceeded',
  'account is in good standing',
  'account is in arrears',
] as const;
const LIMIT_OF_DAYS =
  /\b(?:requests|tokens|calls|queries) per (?:day|week|month)\b.{0,40}\b(?:exceeded|reached)\b|\bquota (?:is |was |has been )?(?:exhausted|depleted|used up)\b|\bexhausted (?:the|your|its) (?:\w+ ){0,3}quota\b|\blimit (?:for|of) (?:the|this) (?:current )?(?:day|week|month|billing (?:period|cycle))\b|\bquota exceeded\b.{0,120}\bper (?:day|week|month)\b|\blimited to \d[\d,]{0,9} (?:\w+ ){1,3}(?:over|per|in) (?:a |any )?(?:24[- ]hours?|day|week|month)\b/;
const PATTERNS = [
  /\b(?:monthly|daily|weekly) (?:\w+ ){0,2}(?:quota|cap|budget|limit|allocation|allowance|included credits)/,
  /\b(?:calls|requests) ?\/ ?month\b/,
  /\b(?:exceeded|crossed)(?:\w{0,20}| (?:\w+ )?)budget\b|\bbudget (?:limit )?(?:is |was |has been )?(?:reached|exceeded|exhausted)\b/,
  /\b(?:account|bill|payment|invoice)s? (?:is|are) overdue\b|\boverdue (?:balance|bill|payment|invoice)s?\b/,
  /\bbilling (?:\w+ ){0,2}limit (?:is |was |has been )?(?:exceeded|reached)\b/,
  /\bquota limit (?:is |was |has been )?(?:exceeded|reached)\b(?!.{0,60}\b(?:second|minute|hour))/,
  /\bquota\b.{0,60}\bnot enough\b/,
  /\b(?:storage|disk) (?:quota|limit) (?:is |was |has been )?(?:exceeded|reached)\b/,
  /\b(?:exhausted|insufficient|not[ _]enough|not have enough)[ _](?:account )?(?:balance|funds|credits?)\b/,
  /\b(?:balance|credits?) (?:is |are |has been |have been )?(?:exhausted|depleted|used up)\b/,
  /\b(?:run|ran|runs|is|are) out of (?:\w+ ){0,2}(?:searches|credits?|requests|calls|messages|queries|generations|minutes|characters|funds|quota|balance)\b/,
  /\brequires? more credits\b|\bcan only afford\b/,
  /\b(?:extra|additional) usage (?:is )?required\b/,
  /\b(?:no|zero|0) (?:\w+ ){0,2}(?:searches|credits?|requests|calls|queries|generations|characters|funds|quota|balance) (?:are )?(?:left|remaining|available)\b(?!.{0,30}\b(?:second|minute|hour))/,
  /\bused (?:up )?all (?:of )?(?:(?:your|the|available) )?(?:\w+ ){0,2}(?:searches|credits?|requests|calls|queries|generations|characters)\b(?!.{0,30}\b(?:second|minute|hour))/,
  // Of Chinese providers, whose codes are numbers: the balance does not suffice, the bill is open, the allowance is used up.
  /余额不足|欠费|(?:额度|余量|资源包)\S{0,4}(?:不足|已?用[完尽])/,
  /(?:reached|hit|exceeded) (?:your|its|the) (?:(?!hourly)\w+ ){0,3}(?:usage|weekly|monthly|daily|spend(?:ing)?) limit/,
  // What a limit has stopped does not start again by itself.
  /\b(?:limit|balance|billing|payment)\b.{0,120}\bhas been (?:paused|suspended)\b/,
  /quotaid\W{1,10}\w{0,80}perday/,
  // A free tier that a model is not part of.
  /quota exceeded for metric: [^\s,]{1,120}, limit: 0\b/,
] as const;

/** What a plan includes is used up: clear enough where nothing but words came through. */
const BEYOND_THE_PLAN =
  /\bexceed\w* (?:your|the|its) (?:plan|account|subscription|workspace|organization)['’]?s? (?:(?!rate)\w+ ){0,2}(?:limit|quota|allowance)\b(?!.{0,30}\b(?:second|minute|hour))/;
/** An account that ran out, told together with how to fill it: clear enough where nothing but words came through. */
const RAN_OUT = /\b(?:your|account)\b.{0,40}\b(?:balance|credits?)\b/;
const FILL_UP = /\btop[- ]?up\b|\brecharge\b|\b(?:add|buy|purchase) (?:more |additional )?(?:credits?|funds)\b/;
const OF_A_RATE = /rate[- ]?limit|\bper (?:second|minute|hour)\b/;

/** Where the same sentence is written for a limit of a minute and for one of a day. */
const MINUTE_OR_DAY = /quotaid|quota exceeded for metric|ai\.google\.dev/;

/** Money or a fixed allowance ran out: waiting a little does not help, whatever the status says. */
export const quota: Rule = (facts, context) => {
  // A declined card is the answer of a payment service, not the end of our own money.
  if (facts.has('card_error', 'stripecarderror')) return undefined;
  if (facts.has('openrouter_in_flight_budget') && facts.header('retry-after') !== undefined)
    return { category: 'rate_limit', retryable: true };
  if (facts.text.includes(MINUTE_LIMIT_TEXT)) return { category: 'rate_limit', retryable: true };
  const isJudgedByText = context.kind === 'model' || facts.status !== undefined;
  if (
    statesQuota(facts) ||
    asksForMoney(facts) ||
    (isJudgedByText && (saysQuota(facts) || isLimitOfDays(facts, context) || isCalledSpent(facts, context)))
  )
    return { category: 'quota_exhausted', retryable: false };
  return undefined;
};

function statesQuota(facts: ErrorFacts): boolean {
  if (facts.has(...CODES)) return true;
  if ([...facts.identifiers].some((identifier) => CODE_PATTERN.test(identifier))) return true;
  if (facts.records.some(namesAccountLimit)) return true;
  return facts.status === 402 && facts.header('retry-after') === undefined;
}

function namesAccountLimit(record: object): boolean {
  if (ACCOUNT_LIMIT.test(readString(record, 'limit_source') ?? '')) return true;
  return /perday/i.test((readString(record, 'quotaId') ?? '').slice(0, MAX_QUOTA_ID_CHARS));
}

/** A limit of a day, or a spent allowance, that says when it is free again is waited for. */
function isLimitOfDays(facts: ErrorFacts, context: FailureContext): boolean {
  return LIMIT_OF_DAYS.test(facts.text) && readRetryAfterMs(facts, clockOf(facts, context)) === undefined;
}

/**
 * A framework's own view of a 429: `wait`, `capacity` or `stop`. It says `stop` for words that some services use for every limit, so what the server says
 * of the time, and a service whose limits are told apart by their names, count for more.
 */
function isCalledSpent(facts: ErrorFacts, context: FailureContext): boolean {
  if (!facts.records.some((record) => readString(record, 'rateLimitType') === 'stop')) return false;
  return !MINUTE_OR_DAY.test(facts.text) && readRetryAfterMs(facts, clockOf(facts, context)) === undefined;
}

function asksForMoney({ text }: ErrorFacts): boolean {
  if (BEYOND_THE_PLAN.test(text)) return true;
  return RAN_OUT.test(text) && FILL_UP.test(text) && !OF_A_RATE.test(text);
}

function saysQuota({ text, has }: ErrorFacts): boolean {
  if (PHRASES.some((phrase) => text.includes(phrase)) || PATTERNS.some((pattern) => pattern.test(text))) return true;
  // Google writes the same sentence for its per-minute limits; there only the quota id tells.
  return /exceeded (?:your )?current quota/.test(text) && !has('resource_exhausted') && !MINUTE_OR_DAY.test(text);
}
