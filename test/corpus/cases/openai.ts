import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const GUIDE = 'OpenAI error-codes guide';
const error = (status: number, body: object, headers?: Record<string, string>): Wire => ({
  status,
  body: { error: { param: null, code: null, ...body } },
  ...(headers && { headers }),
});
const RAW = ['openai', 'ai:openaiChat', 'lc:openai'] as const;

const rpm = {
  message:
    'Rate limit reached for gpt-4o in organization org-a on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in 120ms.',
  type: 'requests',
  code: 'rate_limit_exceeded',
};
const tpm = {
  message:
    'Rate limit reached for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Used 28900, Requested 2500. Please try again in 2.8s.',
  type: 'tokens',
  code: 'rate_limit_exceeded',
};
const plain = { message: 'Rate limit reached', type: 'requests', code: 'rate_limit_exceeded' };

export const OPENAI_CASES: readonly CorpusCase[] = [
  ...through('openai', RAW, [
    [
      error(429, rpm, { 'retry-after': '1', 'retry-after-ms': '120' }),
      again('rate_limit', 'RPM with retry-after-ms', GUIDE, { retryAfterMs: 120 }),
    ],
    [error(429, tpm), again('rate_limit', 'TPM, wait in words only', GUIDE, { retryAfterMs: 2_800 })],
    [
      error(429, plain, {
        'x-ratelimit-remaining-requests': '120',
        'x-ratelimit-reset-requests': '1h2m',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '6m0s',
      }),
      again('rate_limit', 'the exhausted dimension tells the wait', 'OpenAI rate-limits guide', { retryAfterMs: 360_000 }),
    ],
    [
      error(429, plain, { 'retry-after': 'Wed, 21 Oct 2026 07:28:15 GMT' }),
      again('rate_limit', 'HTTP-date', 'RFC 9110', { retryAfterMs: 45_000, retryAfterToleranceMs: 1_500 }),
    ],
    [
      error(429, {
        message: 'You exceeded your current quota, please check your plan and billing details.',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
      }),
      final('quota_exhausted', 'no money', GUIDE, { disputed: 'clients retry every 429' }),
    ],
    [
      error(401, { message: 'Incorrect API key provided: test-key.', type: 'invalid_request_error', code: 'invalid_api_key' }),
      final('auth', 'wrong key', GUIDE),
    ],
    [
      error(403, {
        message: 'Country, region, or territory not supported',
        type: 'request_forbidden',
        code: 'unsupported_country_region_territory',
      }),
      final('permission', 'country', GUIDE),
    ],
    [
      error(404, {
        message: 'The model `gpt-99` does not exist or you do not have access to it.',
        type: 'invalid_request_error',
        code: 'model_not_found',
      }),
      final('not_found', 'unknown model', GUIDE),
    ],
    [
      error(400, {
        message: "This model's maximum context length is 128000 tokens. However, your messages resulted in 140000 tokens.",
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      }),
      final('context_length', 'too long', GUIDE),
    ],
    [
      error(429, {
        message:
          'Request too large for gpt-4o in organization org-a on tokens per min (TPM): Limit 30000, Requested 52000. The input or output tokens must be reduced in order to run successfully.',
        type: 'tokens',
        code: 'rate_limit_exceeded',
      }),
      final('payload_too_large', 'one request above the minute', GUIDE, {
        alsoAcceptable: ['context_length'],
        disputed: 'clients retry every 429',
      }),
    ],
    [
      error(500, { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' }),
      again('server_error', '500', GUIDE, { outcomeUnknown: true }),
    ],
    [
      error(503, {
        message: 'The engine is currently overloaded, please try again later.',
        type: 'server_error',
        code: 'engine_overloaded',
      }),
      again('overloaded', '503', GUIDE, { alsoAcceptable: ['server_error'] }),
    ],
  ]),
  ...through(
    'openai',
    ['openai'],
    [
      [error(429, plain, { 'retry-after': '0' }), again('rate_limit', 'zero is no wait', 'RFC 9110')],
      [error(429, plain, { 'retry-after': '7.25' }), again('rate_limit', 'seconds with a fraction', GUIDE, { retryAfterMs: 7_250 })],
      [
        error(
          429,
          {
            message: 'Rate limit reached for o3 on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.',
            type: 'requests',
            code: 'rate_limit_exceeded',
          },
          { 'retry-after': '432' },
        ),
        again('rate_limit', 'per day, but back in minutes and says so', 'OpenAI rate-limits guide', {
          alsoAcceptable: ['quota_exhausted'],
          retryAfterMs: 432_000,
          disputed: 'a limit per day that refills continuously',
        }),
      ],
      [
        error(429, {
          message: 'Your account is not active, please check your billing details on our website.',
          type: 'billing_not_active',
          code: 'billing_not_active',
        }),
        final('quota_exhausted', 'inactive account', GUIDE, { disputed: 'clients retry every 429' }),
      ],
      [
        error(400, { message: 'Billing hard limit has been reached', type: 'invalid_request_error', code: 'billing_hard_limit_reached' }),
        final('quota_exhausted', 'hard limit', GUIDE),
      ],
      [
        error(429, {
          message: 'The project has reached its spend limit.',
          type: 'insufficient_quota',
          code: 'project_spend_limit_exceeded',
        }),
        final('quota_exhausted', 'spend limit', GUIDE, { disputed: 'clients retry every 429' }),
      ],
      [
        error(429, {
          message: 'The organization has reached its usage limit.',
          type: 'requests',
          code: 'organization_usage_limit_exceeded',
        }),
        final('quota_exhausted', 'usage limit', GUIDE, { disputed: 'clients retry every 429' }),
      ],
      [
        error(400, {
          message:
            'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt.',
          type: 'invalid_request_error',
          code: 'invalid_prompt',
        }),
        final('content_filter', 'flagged prompt', GUIDE, { disputed: 'the text says "try again"' }),
      ],
      [
        error(400, {
          message: 'Your request was rejected as a result of our safety system.',
          type: 'image_generation_user_error',
          code: 'moderation_blocked',
        }),
        final('content_filter', 'moderation', 'OpenAI images guide'),
      ],
      [
        error(400, {
          message: "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
          type: 'invalid_request_error',
          param: 'max_tokens',
          code: 'unsupported_parameter',
        }),
        final('invalid_request', 'parameter', GUIDE),
      ],
      [
        error(400, {
          message: "Invalid value: 'tool'. messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          type: 'invalid_request_error',
          param: 'messages.[1].role',
        }),
        final('invalid_request', 'message order', GUIDE),
      ],
      [
        error(409, {
          message: 'The request could not be completed because of a conflict; another request holds the lock.',
          type: 'conflict',
        }),
        again('conflict', 'lock', 'openai-node shouldRetry', { disputed: 'LangChain does not retry 409' }),
      ],
      [
        error(408, { message: 'Request timed out', type: 'timeout' }),
        again('timeout', '408', 'openai-node shouldRetry', { outcomeUnknown: true }),
      ],
      [
        error(422, { message: 'Unable to process the entity', type: 'invalid_request_error' }),
        final('unprocessable', '422', GUIDE, { alsoAcceptable: ['invalid_request'] }),
      ],
      [error(413, { message: 'Payload too large', type: 'invalid_request_error' }), final('payload_too_large', '413', GUIDE)],
      [
        error(503, { message: 'Slow down', type: 'server_error', code: 'slow_down' }),
        again('overloaded', 'Slow Down', GUIDE, { alsoAcceptable: ['rate_limit', 'server_error'] }),
      ],
      [
        error(500, { message: 'Bug', type: 'server_error' }, { 'x-should-retry': 'false' }),
        final('server_error', 'x-should-retry: false', 'openai-node shouldRetry', { outcomeUnknown: true }),
      ],
      [
        error(400, { message: 'Temporarily confused', type: 'invalid_request_error' }, { 'x-should-retry': 'true' }),
        again('invalid_request', 'x-should-retry: true', 'openai-node shouldRetry'),
      ],
      [
        { status: 502, body: '<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>' },
        again('server_error', 'a page of the proxy', 'Cloudflare 5xx', { outcomeUnknown: true }),
      ],
      [
        { status: 524, body: '<html><title>524: A timeout occurred</title></html>' },
        again('timeout', 'Cloudflare 524', 'Cloudflare 5xx', { outcomeUnknown: true, alsoAcceptable: ['server_error'] }),
      ],
      [
        { status: 520, body: '<html><title>520: Web server is returning an unknown error</title></html>' },
        again('server_error', 'Cloudflare 520', 'Cloudflare 5xx', { outcomeUnknown: true }),
      ],
    ],
  ),
  ...through(
    'openai',
    ['openaiResponses'],
    [
      [
        error(400, {
          message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
          type: 'invalid_request_error',
          param: 'input',
          code: 'context_length_exceeded',
        }),
        final('context_length', 'too long', GUIDE),
      ],
      [
        error(404, {
          message: "Previous response with id 'resp_1' not found.",
          type: 'invalid_request_error',
          param: 'previous_response_id',
          code: 'previous_response_not_found',
        }),
        final('not_found', 'lost response', GUIDE, { alsoAcceptable: ['invalid_request'] }),
      ],
    ],
  ),
  ...through(
    'openai',
    ['openaiEmbeddings', 'ai:embed', 'lc:embeddings'],
    [
      [
        error(400, {
          message:
            "This model's maximum context length is 8192 tokens, however you requested 10000 tokens (10000 in your prompt; 0 for the completion). Please reduce your prompt; or completion length.",
          type: 'invalid_request_error',
        }),
        final('context_length', 'too long to embed', GUIDE),
      ],
      [error(429, plain, { 'retry-after': '5' }), again('rate_limit', 'embedding throttled', GUIDE, { retryAfterMs: 5_000 })],
    ],
  ),
  ...through(
    'openai',
    ['openaiStream', 'ai:stream', 'lc:openaiStream'],
    [
      [
        {
          status: 200,
          sse: [
            'data: {"error":{"message":"The server had an error while processing your request. Sorry about that!","type":"server_error","param":null,"code":null}}\n\n',
          ],
        },
        again('server_error', 'an error inside a stream', 'research §2', { outcomeUnknown: true }),
      ],
      [
        {
          status: 200,
          sse: [
            'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-4o","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null}]}\n\n',
          ],
          end: 'reset',
        },
        again('network', 'a stream that was cut', 'research §4', { outcomeUnknown: true, freshSample: true }),
      ],
      [error(429, plain, { 'retry-after': '4' }), again('rate_limit', 'refused before the stream', GUIDE, { retryAfterMs: 4_000 })],
    ],
  ),
];
