import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const error = (status: number, body: object, headers?: Record<string, string>): Wire => ({
  status,
  body: { error: body },
  ...(headers && { headers }),
});

export const OPENAI_LIKE_CASES: readonly CorpusCase[] = [
  ...through(
    'openrouter',
    ['openai', 'ai:compatible'],
    [
      [
        error(402, { message: 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', code: 402 }),
        final('quota_exhausted', 'no credits', 'OpenRouter errors'),
      ],
      [
        error(403, {
          message: 'Your chosen model requires moderation and your input was flagged',
          code: 403,
          metadata: { reasons: ['violence'], flagged_input: 'x', provider_name: 'OpenAI', model_slug: 'openai/gpt-4o' },
        }),
        final('content_filter', 'moderation', 'OpenRouter errors'),
      ],
      [
        error(429, {
          message: 'Provider returned error',
          code: 429,
          metadata: { raw: 'deepseek/deepseek-chat is temporarily rate-limited upstream. Please retry shortly.', provider_name: 'Chutes' },
        }),
        again('rate_limit', 'upstream limit', 'OpenRouter errors'),
      ],
      [
        error(429, {
          message: 'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
          code: 429,
          metadata: { headers: { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1792627200000' } },
        }),
        final('quota_exhausted', 'free requests of the day', 'OpenRouter limits', {
          retryAfterMs: 59_550_000,
          retryAfterOptional: true,
          disputed: 'provider says 429',
        }),
      ],
      [
        error(429, {
          message: 'Rate limit exceeded: free-models-per-min.',
          code: 429,
          metadata: { headers: { 'X-RateLimit-Limit': '20', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1792567680000' } },
        }),
        again('rate_limit', 'reset in the body', 'OpenRouter limits', {
          retryAfterMs: 30_000,
          retryAfterToleranceMs: 1_000,
          retryAfterOptional: true,
        }),
      ],
      [
        error(502, { message: 'Provider returned error', code: 502, metadata: { raw: 'bad gateway', provider_name: 'X' } }),
        again('server_error', 'provider down', 'OpenRouter errors', { outcomeUnknown: true }),
      ],
      [
        error(503, { message: 'No instances available', code: 503 }),
        again('overloaded', 'no instance', 'OpenRouter errors', { alsoAcceptable: ['server_error'] }),
      ],
      [
        error(404, { message: 'No endpoints found that support tool use.', code: 404 }),
        final('not_found', 'no endpoint', 'OpenRouter errors'),
      ],
      [
        error(400, {
          message: "This endpoint's maximum context length is 32768 tokens. However, you requested about 40000 tokens.",
          code: 400,
        }),
        final('context_length', 'too long', 'OpenRouter errors'),
      ],
    ],
  ),
  ...through(
    'openrouter',
    ['ai:compatible'],
    [
      [
        { status: 200, body: { error: { message: 'Internal Server Error', code: 500 } } },
        again('server_error', 'a 200 that holds a 500', 'research §2', { outcomeUnknown: true }),
      ],
      [
        { status: 200, body: { error: { message: 'Rate limited', code: 429 } } },
        again('rate_limit', 'a 200 that holds a 429', 'research §2'),
      ],
      [
        { status: 200, body: { error: { message: 'No auth credentials found', code: 401 } } },
        final('auth', 'a 200 that holds a 401', 'research §2'),
      ],
    ],
  ),
  ...through(
    'deepseek',
    ['openai'],
    [
      [
        error(401, {
          message: 'Authentication Fails, Your api key: ****test is invalid',
          type: 'authentication_error',
          param: null,
          code: 'invalid_request_error',
        }),
        final('auth', 'key', 'DeepSeek error codes'),
      ],
      [
        error(503, {
          message: 'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
          type: 'service_unavailable_error',
          code: 'service_unavailable',
        }),
        again('overloaded', 'busy', 'DeepSeek error codes', { alsoAcceptable: ['server_error'] }),
      ],
    ],
  ),
  ...through(
    'xai',
    ['openai'],
    [
      [
        {
          status: 403,
          body: {
            code: 'The caller does not have permission to execute the specified operation',
            error:
              'Your team has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.',
          },
        },
        final('quota_exhausted', 'credits', 'xAI docs'),
      ],
      [
        {
          status: 400,
          body: {
            code: 'Client specified an invalid argument',
            error: 'Incorrect API key provided: te***ey. You can obtain an API key from https://console.x.ai.',
          },
        },
        final('auth', 'a wrong key as 400', 'xAI docs', { alsoAcceptable: ['invalid_request'] }),
      ],
      [
        {
          status: 400,
          body: {
            code: 'Client specified an invalid argument',
            error: "This model's maximum prompt length is 131072 but the request contains 140000 tokens.",
          },
        },
        final('context_length', 'too long', 'xAI docs'),
      ],
    ],
  ),
  ...through(
    'huggingface',
    ['openai'],
    [
      [
        {
          status: 402,
          body: {
            error:
              'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.',
          },
        },
        final('quota_exhausted', 'credits', 'Hugging Face docs'),
      ],
      [
        { status: 503, body: { error: 'Model meta-llama/Llama-3.1-8B is currently loading', estimated_time: 20 } },
        again('overloaded', 'loading', 'Hugging Face docs', {
          alsoAcceptable: ['server_error'],
          retryAfterMs: 20_000,
          retryAfterOptional: true,
        }),
      ],
    ],
  ),
  ...through(
    'litellm-proxy',
    ['openai'],
    [
      [
        error(400, {
          message: 'Budget has been exceeded! Current cost: 12.1, Max budget: 10.0',
          type: 'budget_exceeded',
          param: null,
          code: '400',
        }),
        final('quota_exhausted', 'budget', 'LiteLLM errors'),
      ],
      [
        error(400, {
          message:
            "litellm.ContextWindowExceededError: litellm.BadRequestError: ContextWindowExceededError: OpenAIException - This model's maximum context length is 8192 tokens.",
          type: null,
          param: null,
          code: '400',
        }),
        final('context_length', 'too long', 'LiteLLM errors'),
      ],
      [
        error(
          429,
          { message: 'litellm.RateLimitError: AnthropicException - rate limited', type: 'throttling_error', param: null, code: '429' },
          { 'retry-after': '11' },
        ),
        again('rate_limit', 'throttled', 'LiteLLM errors', { retryAfterMs: 11_000 }),
      ],
      [
        error(500, { message: 'litellm.InternalServerError: Connection error.', type: null, param: null, code: '500' }),
        again('server_error', 'upstream', 'LiteLLM errors', { outcomeUnknown: true, alsoAcceptable: ['network'] }),
      ],
      [
        error(408, { message: 'litellm.Timeout: APITimeoutError - Request timed out.', type: null, param: null, code: '408' }),
        again('timeout', 'upstream timeout', 'LiteLLM errors', { outcomeUnknown: true }),
      ],
      [
        error(401, {
          message: 'Authentication Error, Invalid proxy server token passed',
          type: 'token_not_found_in_db',
          param: 'key',
          code: '401',
        }),
        final('auth', 'key', 'LiteLLM errors'),
      ],
    ],
  ),
];
