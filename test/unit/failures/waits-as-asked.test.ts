import { describe, expect, it } from 'vitest';

import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import { parseHttpDateMs } from '../../../src/shared/failures/http-date.ts';
import { errorOf } from './error-of.ts';

const NOW = '2026-10-21T07:27:30.000Z';
const nowMs = Date.parse(NOW);

const waitOf = (fields: object, context: { now?: Date | number } = { now: nowMs }) =>
  classifyError(errorOf({ status: 429, message: 'slow', ...fields }), { kind: 'model', ...context }).retryAfterMs;
const withHeaders = (headers: Record<string, string>) => waitOf({ headers });

describe('the stated wait is read in every form', () => {
  it.each([
    ['milliseconds', { 'retry-after-ms': '800.5', 'retry-after': '9' }, 801],
    ['seconds', { 'Retry-After': '1.5' }, 1500],
    ['HTTP-date', { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30_000],
    ['RFC 850 date', { 'RETRY-AFTER': 'Wednesday, 21-Oct-26 07:28:00 GMT' }, 30_000],
    ['exhausted requests', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' }, 360_000],
    [
      'the longer of two',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '20ms',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '2.5s',
      },
      2500,
    ],
    ['Anthropic', { 'anthropic-ratelimit-tokens-remaining': '0', 'anthropic-ratelimit-tokens-reset': '2026-10-21T07:27:57Z' }, 27_000],
    ['epoch seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs / 1000 + 60) }, 60_000],
    ['epoch milliseconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(nowMs + 5000) }, 5000],
    ['seconds left', { 'ratelimit-remaining': '0', 'ratelimit-reset': '7' }, 7000],
    ['of several drafted limits the one that is used up', { ratelimit: '"burst";r=5;t=2, "day";r=0;t=60' }, 60_000],
    ['the older draft', { ratelimit: 'limit=10, remaining=0, reset=6' }, 6000],
    ['the only limit there is, in a 429', { 'x-ratelimit-reset': '8' }, 8000],
    ['draft', { ratelimit: '"default";r=0;t=30' }, 30_000],
    ['not what is not used up', { 'x-ratelimit-remaining-requests': '5', 'x-ratelimit-reset-requests': '6m0s' }, undefined],
    ['zero is no wait', { 'retry-after': '0' }, undefined],
    ['a past date is no wait', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, undefined],
    ['a negative wait is none', { 'retry-after': '-5' }, undefined],
    ['nonsense is none', { 'retry-after': 'soon' }, undefined],
  ])('%s', (_, headers: object, expectedMs) => {
    expect(withHeaders(headers as Record<string, string>)).toBe(expectedMs);
  });

  it.each([
    ['Please try again in 20s.', 20_000],
    ['Please try again in 6m0s. Visit', 360_000],
    ['try again in 20m30.5s', 1_230_500],
    ['Please retry in 46.283187s.', 46_284],
    ['Please retry after 26 seconds.', 26_000],
    ['Try again in 60 seconds. Passed model=x', 60_000],
    ['try again in 120ms', 120],
    ['try again in 2 minutes', 120_000],
    ['Please retry your request after 10 seconds', 10_000],
    ['wait for 1 minute and 30 seconds', 90_000],
    ['try again later', undefined],
  ])('in words: %s', (message, expectedMs) => {
    expect(waitOf({ message })).toBe(expectedMs);
  });

  it('in a body: RetryInfo, metadata headers, fields', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '12.500s' }];
    expect(waitOf({ data: { error: { details } } })).toBe(12_500);
    expect(waitOf({ responseBody: JSON.stringify({ error: { details } }) })).toBe(12_500);
    expect(waitOf({ error: { metadata: { headers: { 'Retry-After': '4' } } } })).toBe(4000);
    expect(waitOf({ response: { data: { retry_after: 0.4 }, headers: {} } })).toBe(400);
    expect(waitOf({ retryAfterMs: 3000 })).toBe(3000);
  });

  it('headers may be a Headers, a Map or hold lists', () => {
    expect(waitOf({ headers: new Headers({ 'Retry-After': '2' }) })).toBe(2000);
    expect(waitOf({ headers: new Map([['retry-after', '2']]) })).toBe(2000);
    expect(waitOf({ response: { headers: { 'Retry-After': ['2'] } } })).toBe(2000);
  });

  it('a date is read against the time given, else against the time of the response, else not at all', () => {
    const headers = { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' };
    expect(waitOf({ headers }, { now: new Date(NOW) })).toBe(30_000);
    expect(waitOf({ headers: { ...headers, date: 'Wed, 21 Oct 2026 07:27:50 GMT' } }, {})).toBe(10_000);
    expect(waitOf({ headers: { ...headers, date: 'Wed, 21 Oct 2026 07:27:50 GMT' } }, { now: nowMs })).toBe(30_000);
    expect(waitOf({ headers }, {})).toBeUndefined();
  });
});

describe('a wait above the cap', () => {
  const long = (status: number) => errorOf({ status, headers: { 'retry-after': '3600' } });

  it('is honoured when no cap is given', () => {
    expect(classifyError(long(429), { kind: 'model' })).toEqual({ category: 'rate_limit', retryable: true, retryAfterMs: 3_600_000 });
  });

  it('is reported with its length instead of retried', () => {
    const context = { kind: 'model', retryAfterCapMs: 900_000 } as const;
    expect(classifyError(long(429), context)).toEqual({ category: 'quota_exhausted', retryable: false, retryAfterMs: 3_600_000 });
    expect(classifyError(long(503), context)).toEqual({ category: 'overloaded', retryable: false, retryAfterMs: 3_600_000 });
  });
});

it('dates are read as Date.parse reads them', () => {
  for (const text of [
    'Wed, 21 Oct 2026 07:28:00 GMT',
    'Sun Nov  6 08:49:37 1994',
    'Thu, 29 Feb 2024 23:59:59 GMT',
    '2026-10-21T09:28:00.250+02:00',
    '2000-03-01T00:00:00Z',
  ]) {
    expect(parseHttpDateMs(text)).toBe(Date.parse(text.startsWith('Sun') ? `${text} GMT` : text));
  }
  for (const text of ['Wed, 41 Oct 2026 07:28:00 GMT', 'tomorrow', '']) expect(parseHttpDateMs(text)).toBeUndefined();
});
