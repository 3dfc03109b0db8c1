import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const DOCS = 'Anthropic API errors docs';
const error = (
  status: number,
  type: string,
  message: string,
  extra: { headers?: Record<string, string>; details?: object } = {},
): Wire => ({
  status,
  body: { type: 'error', error: { type, message, ...(extra.details && { details: extra.details }) }, request_id: 'req_1' },
  ...(extra.headers && { headers: extra.headers }),
});
const ALL = ['anthropic', 'ai:anthropic', 'lc:anthropic'] as const;
const streamError = 'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n';
const start =
  'event: message_start\ndata: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}\n\n';

export const ANTHROPIC_CASES: readonly CorpusCase[] = [
  ...through('anthropic', ALL, [
    [
      error(429, 'rate_limit_error', 'This request would exceed the rate limit for your organization of 50 requests per minute.', {
        headers: { 'retry-after': '13' },
      }),
      again('rate_limit', 'RPM', DOCS, { retryAfterMs: 13_000 }),
    ],
    [
      error(429, 'rate_limit_error', 'Number of request tokens has exceeded your per-minute rate limit', {
        headers: {
          'anthropic-ratelimit-input-tokens-remaining': '0',
          'anthropic-ratelimit-input-tokens-reset': '2026-10-21T07:28:10Z',
          'anthropic-ratelimit-requests-remaining': '40',
          'anthropic-ratelimit-requests-reset': '2026-10-21T09:00:00Z',
        },
      }),
      again('rate_limit', 'reset of the exhausted dimension', 'Anthropic rate limits', {
        retryAfterMs: 40_000,
        retryAfterToleranceMs: 1_000,
      }),
    ],
    [error(529, 'overloaded_error', 'Overloaded'), again('overloaded', '529', DOCS)],
    [error(500, 'api_error', 'Internal server error'), again('server_error', '500', DOCS, { outcomeUnknown: true })],
    [error(401, 'authentication_error', 'invalid x-api-key'), final('auth', 'key', DOCS)],
    [
      error(403, 'permission_error', 'Your API key does not have permission to use the specified resource.'),
      final('permission', '403', DOCS),
    ],
    [error(404, 'not_found_error', 'model: claude-nope'), final('not_found', 'model', DOCS)],
    [error(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'), final('context_length', 'too long', DOCS)],
    [
      error(
        400,
        'invalid_request_error',
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      ),
      final('quota_exhausted', 'credit balance', DOCS, { disputed: 'looks like invalid_request' }),
    ],
    [
      error(400, 'invalid_request_error', 'messages: roles must alternate between "user" and "assistant"'),
      final('invalid_request', 'roles', DOCS),
    ],
  ]),
  ...through(
    'anthropic',
    ['anthropic'],
    [
      [
        error(429, 'rate_limit_error', 'The workspace has reached its spend limit.', {
          details: { error_code: 'enforced_spend_limit_reached' },
          headers: { 'retry-after': '30' },
        }),
        final('quota_exhausted', 'spend limit', 'anthropic-sdk-typescript', {
          retryAfterMs: 30_000,
          retryAfterOptional: true,
          disputed: 'the SDK retries the 429',
        }),
      ],
      [
        error(
          400,
          'invalid_request_error',
          'You have reached your specified API usage limits. You will regain access on 2026-11-01 at 00:00 UTC.',
        ),
        final('quota_exhausted', 'usage limits', DOCS, { disputed: 'looks like invalid_request' }),
      ],
      [
        error(402, 'billing_error', 'There is an issue with your billing or payment information.'),
        final('quota_exhausted', 'billing', DOCS),
      ],
      [error(413, 'request_too_large', 'Request exceeds the maximum size'), final('payload_too_large', '413', DOCS)],
      [error(504, 'timeout_error', 'The request timed out while processing.'), again('timeout', '504', DOCS, { outcomeUnknown: true })],
      [
        error(
          400,
          'invalid_request_error',
          'input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens` and try again',
        ),
        final('context_length', 'with max_tokens', DOCS),
      ],
      [error(400, 'invalid_request_error', 'Output blocked by content filtering policy'), final('content_filter', 'output', DOCS)],
      [
        error(
          429,
          'rate_limit_error',
          'Number of concurrent connections has exceeded your rate limit. Please try again later or contact sales.',
        ),
        again('rate_limit', 'concurrency', DOCS),
      ],
      [
        error(409, 'invalid_request_error', 'conflict'),
        again('conflict', '409', 'anthropic-sdk shouldRetry', { disputed: 'LangChain does not retry 409' }),
      ],
      [
        error(401, 'authentication_error', 'OAuth token has expired. Please obtain a new token or refresh your existing token.'),
        final('auth', 'expired token', DOCS, { disputed: 'a refreshed token would work' }),
      ],
    ],
  ),
  ...through(
    'anthropic',
    ['anthropicStream', 'ai:anthropicStream'],
    [
      [{ status: 200, sse: [start, streamError] }, again('overloaded', 'overloaded in a stream', DOCS)],
      [
        { status: 200, sse: [start], end: 'reset' },
        again('network', 'a stream that was cut', 'research §4', { outcomeUnknown: true, freshSample: true }),
      ],
      [
        {
          status: 200,
          sse: [start, 'event: error\ndata: {"type":"error","error":{"type":"api_error","message":"Internal server error"}}\n\n'],
        },
        again('server_error', 'a 500 in a stream', DOCS, { outcomeUnknown: true }),
      ],
    ],
  ),
];
