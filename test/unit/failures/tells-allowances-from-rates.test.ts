import { describe, expect, it, test } from 'vitest';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import type { Verdict } from '../../../src/shared/failures/verdict.ts';
import { grpc, mcp } from '../../fixtures/provider-errors/reported-errors/reported-error.ts';
import { axios, graphQl, pg } from '../../fixtures/provider-errors/reported-errors/services-errors.ts';
import { errorOf } from './error-of.ts';

const isCode = (words: string): boolean => !/\s/.test(words);
const bodyOf = (words: string): object => (isCode(words) ? { code: words, message: 'x' } : { message: words });

/** Where the same words come through: with a status, with a code that says nothing, or with neither. */
const CHANNELS: Readonly<Record<string, (words: string) => Error>> = {
  'only words, or only a code': (words) => (isCode(words) ? errorOf({ code: words, message: 'Failed' }) : new Error(words)),
  'a server of tools': (words) => mcp(-32_000, words),
  'a server of tools, of its own code': (words) => mcp(-32_050, words),
  'a proxy of a database': (words) => pg('XX000', words),
  'gRPC, unknown': (words) => grpc(2, `2 UNKNOWN: ${words}`),
  GraphQL: (words) => (isCode(words) ? graphQl('Failed', words) : graphQl(words, 'INTERNAL_SERVER_ERROR')),
};
const WITH_A_STATUS: typeof CHANNELS = {
  'gRPC, exhausted': (words) => grpc(8, `8 RESOURCE_EXHAUSTED: ${words}`),
  'a 429': (words) => axios(429, bodyOf(words)),
  'a 403': (words) => axios(403, { error: bodyOf(words) }),
};

const SPENT = [
  'You have run out of credits',
  'Account balance too low',
  'Monthly character limit exceeded',
  "You've hit your monthly spending cap",
  'Your free trial has ended',
  'Your subscription is past due',
  'Your account is suspended due to non-payment',
  "Your plan's limit of 5 seats has been reached",
  'Storage limit exceeded',
  'Egress limit reached for this billing period',
  'tokens per day (TPD) limit reached',
  'You can only make 25 requests per day on the free plan',
  'API calls per month exceeded',
  'Limit of 3 requests/day reached',
  'Too many requests this month',
  'Over the annual limit of 10000 documents',
  'Team budget exhausted',
  'Sending quota exceeded for the last 24 hours',
  'You have used 500 of 500 searches',
  'Your limit is reached. Upgrade your plan to continue.',
  'MONTHLY_QUOTA_EXCEEDED',
  'DailyRequestLimitReached',
  'usage-limit-exceeded',
  'TRIAL_EXPIRED',
  'account_past_due',
  'no_credits',
];
const PASSING = [
  'Quota exceeded for requests per minute',
  "You've exceeded your 60 requests per minute quota. Upgrade your plan.",
  'Rate limit exceeded, upgrade your plan for higher limits',
  'Max concurrent requests for your plan reached',
  'Too many concurrent sessions for your subscription. Upgrade to Pro.',
  "Quota exceeded for quota metric 'Reads' and limit 'Reads per minute per user'",
  'Hourly limit reached',
  'TPM quota exceeded',
  'Quota exceeded, retry in 30 seconds',
  'Query complexity budget exceeded, try again in 12 seconds',
  'Your plan allows 5 requests per second; limit exceeded',
  'Burst limit exceeded',
];
const REFUSED = [
  'Your API key has been revoked',
  'Invalid or expired API key',
  'The access token expired',
  'Session expired, please log in again',
  'Your IP 203.0.113.4 is not in the allowlist',
  'This model is not available in your region',
  'Organization has been deactivated',
  'personal access token has expired',
  'signature mismatch',
  'TokenExpired',
  'API_KEY_REVOKED',
  'ip_not_allowed',
  'ACCOUNT_DISABLED',
];

const judge = (error: Error, kind: 'tool' | 'model' = 'tool'): Verdict => classifyError(error, { kind, now: 0 });
const rowsOf = (sentences: readonly string[], channels: typeof CHANNELS) =>
  sentences.flatMap((words) => Object.entries(channels).map(([channel, errorIn]) => [words, channel, errorIn(words)] as const));

describe('what is spent is never tried again, wherever it is told', () => {
  it.each(rowsOf(SPENT, { ...CHANNELS, ...WITH_A_STATUS }))('%s: %s', (_words, _channel, error) => {
    expect(judge(error)).toMatchObject({ category: 'quota_exhausted', retryable: false });
  });
});

describe('what frees itself is tried again, whatever it is called', () => {
  it.each(rowsOf(PASSING, { ...CHANNELS, ...WITH_A_STATUS }))('%s: %s', (_words, _channel, error) => {
    expect(judge(error).retryable).toBe(true);
  });
});

describe('a refused key, account or place is never tried again, wherever it is told', () => {
  it.each(rowsOf(REFUSED, CHANNELS))('%s: %s', (_words, _channel, error) => {
    const verdict = judge(error);
    expect(['auth', 'permission']).toContain(verdict.category);
    expect(verdict.retryable).toBe(false);
  });
});

describe('what a tool works on does not decide', () => {
  it.each([
    'Invoice 7 is overdue, reminder could not be rendered',
    'Row 4: balance is negative, expected a positive number',
    'Plan "Premium subscription expired" has no price',
    "Report 'Credits used up' has no pages",
    'The table (monthly budget limit exceeded by 20 %) has no header',
    'maximum recursion depth exceeded',
  ])('%s', (words) => expect(judge(new Error(words))).toEqual({ category: 'unknown', retryable: true }));

  it('a rate that a service states with each answer', () =>
    expect(judge(axios(500, { message: 'x' }, { 'x-amzn-ratelimit-limit': '5.0' })).category).toBe('server_error'));

  it.each([
    [404, 'Plan limit reached', 'not_found'],
    [500, "Rendering of 'Daily quota exceeded.pdf' failed", 'server_error'],
    [422, 'The daily_limit field is required', 'unprocessable'],
    [400, 'The date range exceeds the maximum of 90 days', 'invalid_request'],
    [400, 'Query complexity exceeds the limit of 1000', 'invalid_request'],
    [400, 'Maximum video length of 30 minutes exceeded', 'invalid_request'],
    [400, 'Missing password field', 'invalid_request'],
    [400, 'parallel_tool_calls is not supported with this model', 'invalid_request'],
    [429, 'Too many outstanding requests', 'rate_limit'],
    [400, "The prompt is too long: it exceeds your plan's context limit", 'context_length'],
    [400, 'Maximum length exceeded. Videos over 30 minutes are not taken.', 'invalid_request'],
    [503, 'The model is at capacity. Upgrade to a paid plan for priority access.', 'overloaded'],
  ] as const)('%i %s', (status, message, category) => expect(judge(axios(status, { message })).category).toBe(category));
});

describe('codes beside words', () => {
  it.each([
    ['insufficient_quota', 'Too many requests per minute', false],
    ['monthly_quota_reached', 'Too Many Requests', false],
    ['quota_exceeded', 'Too Many Requests', false],
    ['quota_exceeded', 'Quota exceeded for requests per minute', true],
    ['RATE_LIMITED', 'You exceeded the daily request limit', false],
    ['TOO_MANY_REQUESTS', 'Credits exhausted', false],
    ['THROTTLED', 'Throttled', true],
  ])('%s: %s', (code, message, retryable) => expect(judge(axios(429, { error: { code, message } })).retryable).toBe(retryable));
});

it('a body within a message is read field by field, and line by line', () => {
  const body = String.raw`429 [{"message": "Please check your plan and billing details\n* Quota exceeded for metric: requests, limit: 10", "status": "X"`;
  expect(judge(new Error(body), 'model').retryable).toBe(true);
});

it('counters of a rate beside an allowance that is used up do not make it one', () => {
  const meta = { plan: 'Free', rate_limit: 1, rate_current: 0, quota_limit: 2000, quota_current: 2000, component: 'rate_limiter' };
  const error = { code: 'QUOTA_LIMITED', detail: 'Request quota limit exceeded for plan', meta };
  expect(judge(axios(429, { error }))).toEqual({ category: 'quota_exhausted', retryable: false });
  expect(judge(new Error(`429 ${JSON.stringify({ error })}`)).category).toBe('quota_exhausted');
  expect(judge(axios(429, { error: { ...error, code: 'RATE_LIMITED', detail: 'Request rate limit exceeded for plan' } })).retryable).toBe(
    true,
  );
});

describe('a limit of a day and the wait it states', () => {
  const limitOfADay = (retryAfter: string): Verdict =>
    judge(axios(429, { message: 'Daily request limit reached' }, { 'retry-after': retryAfter }), 'model');
  test('within the hour it is waited for', () =>
    expect(limitOfADay('1200')).toEqual({ category: 'rate_limit', retryable: true, retryAfterMs: 1_200_000 }));
  test('later it is not, and the wait is told', () =>
    expect(limitOfADay('43000')).toEqual({ category: 'quota_exhausted', retryable: false, retryAfterMs: 43_000_000 }));
  test('a header that names the day counts as the words do', () =>
    expect(judge(axios(429, '', { 'x-rate-limit-problem': 'day' }))).toEqual({ category: 'quota_exhausted', retryable: false }));
});
