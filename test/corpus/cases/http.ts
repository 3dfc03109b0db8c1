import { again, final, through, type CorpusCase } from '../corpus-case.ts';

const CLIENTS = ['axios', 'got', 'fetch', 'undici'] as const;
const RFC = 'RFC 9110';
const GITHUB = 'GitHub REST rate limits';
const STRIPE = 'Stripe error codes';
const stripe = (status: number, error: object, headers?: Record<string, string>) => ({
  status,
  body: { error },
  ...(headers && { headers }),
});

export const HTTP_CASES: readonly CorpusCase[] = [
  ...through(
    'http-tool',
    CLIENTS,
    [
      [{ status: 400, body: { error: 'bad' } }, final('invalid_request', '400', RFC)],
      [{ status: 401, body: { error: 'who' } }, final('auth', '401', RFC)],
      [{ status: 404, body: { error: 'none' } }, final('not_found', '404', RFC)],
      [{ status: 409, body: { error: 'exists' } }, final('conflict', '409 of a tool', RFC, { disputed: 'LLM clients retry 409' })],
      [{ status: 422, body: { error: 'no' } }, final('unprocessable', '422', RFC, { alsoAcceptable: ['invalid_request'] })],
      [{ status: 429, headers: { 'retry-after': '9' }, body: { error: 'slow' } }, again('rate_limit', '429', RFC, { retryAfterMs: 9_000 })],
      [{ status: 500, body: { error: 'oops' } }, again('server_error', '500', RFC, { outcomeUnknown: true })],
      [
        { status: 503, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:29:30 GMT' }, body: 'maintenance' },
        again('overloaded', '503 with a date', RFC, {
          retryAfterMs: 120_000,
          retryAfterToleranceMs: 1_500,
          alsoAcceptable: ['server_error'],
        }),
      ],
    ],
    'tool',
  ),
  ...through(
    'http-tool',
    ['axios'],
    [
      [{ status: 403, body: { error: 'forbidden' } }, final('permission', '403', RFC)],
      [{ status: 410, body: '' }, final('not_found', '410', RFC)],
      [{ status: 412, body: '' }, final('conflict', '412', RFC, { alsoAcceptable: ['invalid_request'] })],
      [{ status: 413, body: '' }, final('payload_too_large', '413', RFC)],
      [{ status: 423, body: '' }, again('conflict', '423', 'RFC 4918', { disputed: 'a lock may stay' })],
      [
        { status: 425, body: '' },
        again('overloaded', '425', 'RFC 8470', { alsoAcceptable: ['conflict', 'server_error', 'rate_limit', 'network'] }),
      ],
      [{ status: 501, body: '' }, final('server_error', '501', RFC, { disputed: 'SDKs retry 5xx' })],
      [{ status: 505, body: '' }, final('server_error', '505', RFC, { disputed: 'SDKs retry 5xx' })],
      [{ status: 504, body: '' }, again('timeout', '504', RFC, { outcomeUnknown: true })],
      [{ status: 502, body: '' }, again('server_error', '502', RFC, { outcomeUnknown: true })],
      [
        { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2020 07:28:00 GMT' }, body: '' },
        again('rate_limit', 'a date in the past', RFC),
      ],
      [
        { status: 429, headers: { ratelimit: '"default";r=0;t=25' }, body: '' },
        again('rate_limit', 'RateLimit draft', 'draft-ietf-httpapi-ratelimit-headers', { retryAfterMs: 25_000 }),
      ],
      [
        { status: 429, headers: { 'ratelimit-limit': '10', 'ratelimit-remaining': '0', 'ratelimit-reset': '25' }, body: '' },
        again('rate_limit', 'older RateLimit draft', 'draft-ietf-httpapi-ratelimit-headers', { retryAfterMs: 25_000 }),
      ],
      [
        {
          status: 403,
          headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1792567770' },
          body: { message: 'API rate limit exceeded for user ID 1.' },
        },
        again('rate_limit', 'GitHub primary limit', GITHUB, { retryAfterMs: 120_000, retryAfterToleranceMs: 1_000 }),
      ],
      [
        {
          status: 403,
          headers: { 'retry-after': '60' },
          body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
        },
        again('rate_limit', 'GitHub secondary limit', GITHUB, { retryAfterMs: 60_000 }),
      ],
      [
        { status: 429, headers: { 'retry-after': '3600' }, body: '' },
        again('rate_limit', 'an hour', RFC, {
          retryAfterMs: 3_600_000,
          alsoAcceptable: ['quota_exhausted'],
          disputed: 'clients cut waits above 60 s',
        }),
      ],
      [{ status: 400, body: { message: 'Invoice 429 not found' } }, final('invalid_request', 'a number in a message', 'research §3')],
      [
        { status: 200, body: 'x'.repeat(2_000) },
        final('payload_too_large', 'an answer above maxContentLength', 'axios docs', {
          alsoAcceptable: ['invalid_request', 'unknown', 'server_error'],
          disputed: 'the answer may be shorter next time',
        }),
        ['axios:get'],
      ],
    ],
    'tool',
  ),
  ...through(
    'http-tool',
    ['got', 'got:post'],
    [
      [
        { status: 200, body: '<html>' },
        again('unknown', 'a body that is no JSON', 'got docs', {
          alsoAcceptable: ['output_parse', 'server_error', 'invalid_request', 'unprocessable'],
          disputed: 'may be a passing page of a proxy',
        }),
      ],
    ],
    'tool',
  ),
  ...through(
    'http-tool',
    ['fetch:url'],
    [
      [
        {},
        final('invalid_request', 'not a URL', 'Node errors', { alsoAcceptable: ['unknown'], disputed: 'is-network-error says network' }),
      ],
    ],
    'tool',
  ),
  ...through(
    'stripe',
    ['stripe'],
    [
      [
        stripe(402, {
          type: 'card_error',
          code: 'card_declined',
          decline_code: 'insufficient_funds',
          message: 'Your card has insufficient funds.',
        }),
        final('unprocessable', 'the customer has no money, not we', STRIPE, { alsoAcceptable: ['invalid_request'] }),
      ],
      [
        stripe(402, { type: 'card_error', code: 'expired_card', message: 'Your card has expired.' }),
        final('unprocessable', 'card', STRIPE, { alsoAcceptable: ['invalid_request'] }),
      ],
      [
        stripe(429, { type: 'invalid_request_error', code: 'rate_limit', message: 'Too many requests hit the API too quickly.' }),
        again('rate_limit', '429', STRIPE),
      ],
      [
        stripe(429, {
          type: 'invalid_request_error',
          code: 'lock_timeout',
          message: 'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
        }),
        again('conflict', 'lock_timeout', STRIPE, { alsoAcceptable: ['rate_limit', 'timeout'] }),
      ],
      [
        stripe(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: 'There is currently another in-progress request using this Stripe Idempotent Key',
        }),
        again('conflict', 'key in use', STRIPE),
      ],
      [
        stripe(400, {
          type: 'idempotency_error',
          message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        }),
        final('conflict', 'key with other parameters', STRIPE, { alsoAcceptable: ['invalid_request'] }),
      ],
      [stripe(401, { type: 'invalid_request_error', message: 'Invalid API Key provided: test_key' }), final('auth', 'key', STRIPE)],
      [
        stripe(404, { type: 'invalid_request_error', code: 'resource_missing', message: 'No such customer' }),
        final('not_found', 'customer', STRIPE),
      ],
      [
        stripe(400, {
          type: 'invalid_request_error',
          code: 'parameter_missing',
          param: 'amount',
          message: 'Missing required param: amount.',
        }),
        final('invalid_request', 'parameter', STRIPE),
      ],
      [
        stripe(500, { type: 'api_error', message: 'Something went wrong on Stripe' }),
        again('server_error', '500', STRIPE, { outcomeUnknown: true }),
      ],
      [
        stripe(500, { type: 'api_error', message: 'Something went wrong on Stripe' }, { 'stripe-should-retry': 'false' }),
        final('server_error', 'told not to retry', STRIPE, { outcomeUnknown: true }),
      ],
      [{ fault: 'reset' }, again('network', 'reset', STRIPE, { outcomeUnknown: true })],
    ],
    'tool',
  ),
];
