import type { ErrorFacts } from '../error-facts.js';
import { readLimitWords } from '../limit-words.js';
import type { FailureContext } from '../failure-context.js';
import type { Verdict } from '../verdict.js';
import { readPassingClass, readPassingCode } from './code-words.js';
import { readRefusalWords } from './refusal-words.js';
import type { Rule } from './rule.js';

const SERVER_ERROR: Verdict = { category: 'server_error', retryable: true, outcomeUnknown: true };
const TIMEOUT: Verdict = { category: 'timeout', retryable: true, outcomeUnknown: true };
const OVERLOADED: Verdict = { category: 'overloaded', retryable: true };
const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
const AUTH: Verdict = { category: 'auth', retryable: false };
const PERMISSION: Verdict = { category: 'permission', retryable: false };
const INVALID: Verdict = { category: 'invalid_request', retryable: false };
const NOT_FOUND: Verdict = { category: 'not_found', retryable: false };
const CONFLICT: Verdict = { category: 'conflict', retryable: false };

const BY_STATUS: ReadonlyMap<number, Verdict> = new Map([
  [401, AUTH],
  [403, PERMISSION],
  [404, NOT_FOUND],
  [407, AUTH],
  [408, TIMEOUT],
  [410, NOT_FOUND],
  [412, CONFLICT],
  [420, RATE_LIMIT],
  [421, { category: 'network', retryable: true }],
  [422, { category: 'unprocessable', retryable: false }],
  [423, { category: 'conflict', retryable: true }],
  [424, SERVER_ERROR],
  [425, OVERLOADED],
  [428, CONFLICT],
  [429, RATE_LIMIT],
  [432, { category: 'quota_exhausted', retryable: false }],
  [433, { category: 'quota_exhausted', retryable: false }],
  // Azure: retry with another state.
  [449, { category: 'conflict', retryable: true }],
  [451, PERMISSION],
  // DeepL.
  [456, { category: 'quota_exhausted', retryable: false }],
  // Our own end is told by the client without a status: here something in between gave up.
  [499, TIMEOUT],
  [501, { category: 'server_error', retryable: false }],
  [503, OVERLOADED],
  [504, TIMEOUT],
  [505, { category: 'server_error', retryable: false }],
  // WebDAV: not before somebody made room.
  [507, { category: 'quota_exhausted', retryable: false }],
  [522, TIMEOUT],
  [524, TIMEOUT],
  [529, OVERLOADED],
  [598, TIMEOUT],
  [599, TIMEOUT],
]);
const RATE_LIMIT_TEXT = /rate[- ]?limit|too many requests|abuse detection|throttl|please slow down/;
const OVERLOAD_TEXT =
  /\boverloaded\b|over capacity|at capacity|server busy|no capacity|\bdegraded (?:function|service|state|mode)\b|\bis (?:currently )?(?:degraded|busy)\b|temporarily unavailable/;
const API_KEY_TEXT =
  /(?:invalid|incorrect|expired|missing|no) (?:x-)?api[-_ ]?key|api[-_ ]?key (?:is |was )?(?:not valid|invalid|incorrect|expired|missing|not found|not set)|security token .{0,40}(?:invalid|expired)|credentials? .{0,20}expired|\btoken (?:is |has |was )?(?:been )?expired|\bexpired\b.{0,12}\btoken\b|api[-_ ]?key was reported as leaked/;

const STATED_RATE_LIMIT =
  /rate[- ]limit (?:is |was |has been )?exceeded|exceeded (?:the |your )?rate[- ]limit|\brequest limit reached\b|limit (?:is |was )?reached\b.{0,120}\btry again (?:once|when|later|in)\b|\bmust wait (?:at least )?\d/;
const PASSING_STATE = /\bcurrently\b.{0,80}\b(?:pending|creating|updating|deleting|in progress|being \w{1,20}ed|locked)\b/;
const TRY_AGAIN = /\btry\b.{0,40}\bagain\b/;
/** A server that lets its model fall over and calls that the request's fault. */
const CRASH_TEXT =
  /\b(?:model|server|engine|runner|worker|backend)(?: process)? (?:has |was )?(?:crashed|terminated|been unloaded)\b|\bout of memory\b/;
/** Of a login that was good once, and no field that is missing. */
const ENDED = /\b(?:expired|revoked|login required)\b/;
const DISABLED_TEXT = /(?:organization|account|project|workspace) has been (?:disabled|deactivated|suspended)/;

/** What the HTTP status says, where body and headers do not know better. */
export const httpStatus: Rule = (facts, context) => {
  const { status, text } = facts;
  if (status === undefined || status < 300) return undefined;
  // Another address, which the client was not to follow.
  if (status < 400) return INVALID;
  if (status === 400 || status === 403) return judgeRefusal(facts) ?? BY_STATUS.get(status) ?? INVALID;
  if (status === 402) return judgePayment(facts);
  if (status === 405) return TRY_AGAIN.test(text) ? { category: 'conflict', retryable: true } : INVALID;
  if (status === 409) return judgeConflict(facts, context);
  if (status === 498) return text.includes('token') && !text.includes('capacity') ? AUTH : OVERLOADED;
  const verdict = BY_STATUS.get(status) ?? (status >= 500 ? SERVER_ERROR : INVALID);
  // What stands in between has no key: no wait gives it one.
  if (status >= 500 && (API_KEY_TEXT.test(text) || /\bunauthenticated\b/.test(text))) return AUTH;
  if (verdict === RATE_LIMIT && /\boverloaded\b/.test(text)) return OVERLOADED;
  return verdict === SERVER_ERROR && OVERLOAD_TEXT.test(text) ? OVERLOADED : verdict;
};

/** A 400 may be a wrong key, a 403 a limit: some services have no other status for it. */
function judgeRefusal(facts: ErrorFacts): Verdict | undefined {
  if (API_KEY_TEXT.test(facts.text)) return AUTH;
  // One that is spent was told from it before.
  if (readLimitWords(facts.statements) !== undefined && !facts.has('permission_denied')) return RATE_LIMIT;
  if (facts.status === 400) return judgeBadRequest(facts);
  // A code that says no is about the caller, also where the words are about a limit.
  const saysLimit = RATE_LIMIT_TEXT.test(facts.text) && !facts.has('permission_denied');
  const isLimited = facts.header('x-ratelimit-remaining') === '0' || facts.header('retry-after') !== undefined || saysLimit;
  return isLimited || readPassingCode(facts.identifiers)?.category === 'rate_limit' ? RATE_LIMIT : undefined;
}

/** Said to be the request's fault, and told to be another's. */
function judgeBadRequest(facts: ErrorFacts): Verdict | undefined {
  const { text, statements, identifiers } = facts;
  if (STATED_RATE_LIMIT.test(text)) return RATE_LIMIT;
  if (statements.some((words) => ENDED.test(words)) && readRefusalWords(facts)?.category === 'auth') return AUTH;
  if (OVERLOAD_TEXT.test(text)) return OVERLOADED;
  // Of a database that slept, through an interface of HTTP.
  if (text.includes('communications link failure')) return OVERLOADED;
  if (DISABLED_TEXT.test(text)) return PERMISSION;
  if (CRASH_TEXT.test(text)) return SERVER_ERROR;
  return readPassingClass(identifiers) ?? readPassingCode(identifiers);
}

/** An empty account is the quota rule's; left are declined cards, and budgets that free themselves and say when. */
function judgePayment({ has }: ErrorFacts): Verdict {
  return has('card_error', 'stripecarderror') ? { category: 'unprocessable', retryable: false } : RATE_LIMIT;
}

/** A model provider's 409 is a lock it could not get; a tool's says that the state is another, seldom that it passes. */
function judgeConflict({ text }: ErrorFacts, { kind }: FailureContext): Verdict {
  return { category: 'conflict', retryable: kind !== 'tool' || PASSING_STATE.test(text) };
}
