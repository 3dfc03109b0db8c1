import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const error = (status: number, body: object, headers?: Record<string, string>): Wire => ({
  status,
  body: { error: body },
  ...(headers && { headers }),
});

/** Services with a client of their own. */
export const MODEL_SERVICE_CASES: readonly CorpusCase[] = [
  ...through(
    'groq',
    ['groq', 'ai:groq'],
    [
      [
        error(
          429,
          {
            message:
              'Rate limit reached for model `llama-3.3-70b` in organization `org_1` service tier `on_demand` on tokens per day (TPD): Limit 100000, Used 99336, Requested 2047. Please try again in 19m53.856s.',
            type: 'tokens',
            code: 'rate_limit_exceeded',
          },
          { 'retry-after': '1194' },
        ),
        again('rate_limit', 'TPD with its wait', 'Groq rate limits', {
          retryAfterMs: 1_194_000,
          alsoAcceptable: ['quota_exhausted'],
          disputed: 'LangChain stops; a durable timer can wait',
        }),
      ],
      [
        error(
          429,
          {
            message: 'Rate limit reached on requests per minute (RPM): Limit 30, Used 30, Requested 1. Please try again in 2s.',
            type: 'requests',
            code: 'rate_limit_exceeded',
          },
          {
            'x-ratelimit-remaining-requests': '0',
            'x-ratelimit-reset-requests': '2m59.56s',
            'x-ratelimit-remaining-tokens': '4000',
            'x-ratelimit-reset-tokens': '7.66s',
            'retry-after': '2',
          },
        ),
        again('rate_limit', 'RPM', 'Groq rate limits', { retryAfterMs: 2_000 }),
      ],
      [
        error(413, {
          message:
            'Request too large for model `llama-3.1-8b-instant` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 9012, please reduce your message size and try again.',
          type: 'tokens',
          code: 'rate_limit_exceeded',
        }),
        final('payload_too_large', 'above the minute', 'Groq errors', {
          alsoAcceptable: ['context_length'],
          disputed: 'the code says rate limit',
        }),
      ],
      [
        error(400, {
          message: "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
          type: 'invalid_request_error',
          code: 'tool_use_failed',
          failed_generation: '<function=search>{"q": 1',
        }),
        again('output_parse', 'the model wrote a bad call', 'Groq tool use', {
          freshSample: true,
          alsoAcceptable: ['tool_input_invalid'],
          disputed: 'a 400',
        }),
      ],
      [
        error(400, {
          message: "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
          type: 'invalid_request_error',
          code: 'json_validate_failed',
          failed_generation: '{',
        }),
        again('output_parse', 'the model wrote bad JSON', 'Groq structured outputs', { freshSample: true, disputed: 'a 400' }),
      ],
      [
        error(400, {
          message: 'Please reduce the length of the messages or completion.',
          type: 'invalid_request_error',
          param: 'messages',
          code: 'context_length_exceeded',
        }),
        final('context_length', 'too long', 'Groq errors'),
      ],
      [
        error(400, {
          message: 'The model `mixtral-8x7b-32768` has been decommissioned and is no longer supported.',
          type: 'invalid_request_error',
          code: 'model_decommissioned',
        }),
        final('invalid_request', 'old model', 'Groq deprecations', { alsoAcceptable: ['not_found'] }),
      ],
      [
        error(498, { message: 'Flex tier capacity exceeded', type: 'invalid_request_error', code: 'capacity_exceeded' }),
        again('overloaded', 'flex', 'Groq flex', { disputed: 'groq-sdk does not retry 498' }),
      ],
      [
        error(401, { message: 'Invalid API Key', type: 'invalid_request_error', code: 'invalid_api_key' }),
        final('auth', 'key', 'Groq errors'),
      ],
      [
        error(503, { message: 'Service Unavailable', type: 'internal_server_error' }, { 'retry-after': '6' }),
        again('overloaded', '503', 'Groq errors', { retryAfterMs: 6_000, alsoAcceptable: ['server_error'] }),
      ],
    ],
  ),
  ...through(
    'together',
    ['together'],
    [
      [
        error(402, {
          message: 'Credit limit exceeded, please navigate to https://api.together.ai/settings/billing to update your credit limit.',
          type: 'credit_limit',
          param: null,
          code: null,
        }),
        final('quota_exhausted', 'credit limit', 'Together errors'),
      ],
      [
        error(
          429,
          {
            message:
              'You have been rate limited. Your rate limit is 60 queries per minute. Please navigate to https://www.together.ai/forms/rate-limit-increase',
            type: 'model_rate_limit',
            param: null,
            code: null,
          },
          { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3' },
        ),
        again('rate_limit', 'seconds left', 'Together rate limits', { retryAfterMs: 3_000 }),
      ],
      [
        error(503, { message: 'The server is overloaded or not ready yet.', type: 'service_unavailable', param: null, code: null }),
        again('overloaded', 'not ready', 'Together errors', { alsoAcceptable: ['server_error'] }),
      ],
      [
        error(422, {
          message:
            'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 4800 `inputs` tokens and 512 `max_new_tokens`',
          type: 'invalid_request_error',
          param: 'max_tokens',
          code: null,
        }),
        final('context_length', 'too long', 'Together errors', { alsoAcceptable: ['unprocessable'] }),
      ],
      [
        error(500, { message: 'Internal server error', type: 'server_error', param: null, code: null }),
        again('server_error', '500', 'Together errors', { outcomeUnknown: true, disputed: 'the client retries from 501' }),
      ],
    ],
  ),
  ...through(
    'mistral',
    ['mistral', 'ai:mistral'],
    [
      [{ status: 401, body: { detail: 'Unauthorized' } }, final('auth', 'key', 'Mistral docs')],
      [
        {
          status: 422,
          body: {
            object: 'error',
            message: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required', input: {} }] },
            type: 'invalid_request_error',
            param: null,
            code: null,
          },
        },
        final('unprocessable', 'validation', 'Mistral docs', { alsoAcceptable: ['invalid_request'] }),
      ],
      [
        {
          status: 429,
          body: { object: 'error', message: 'Requests rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
        },
        again('rate_limit', 'RPS', 'Mistral docs'),
      ],
      [
        {
          status: 429,
          body: {
            object: 'error',
            message: 'Service tier capacity exceeded for this model.',
            type: 'service_tier_capacity_exceeded',
            param: null,
            code: '3505',
          },
        },
        again('rate_limit', 'tier capacity', 'Mistral docs', { alsoAcceptable: ['overloaded'] }),
      ],
      [
        {
          status: 400,
          body: {
            object: 'error',
            message: 'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
            type: 'invalid_request_prompt',
            param: null,
            code: '3051',
          },
        },
        final('context_length', 'too long', 'Mistral docs'),
      ],
      [
        {
          status: 400,
          body: { object: 'error', message: 'Invalid model: mistral-nope', type: 'invalid_model', param: null, code: '1500' },
        },
        final('invalid_request', 'unknown model as 400', 'Mistral docs', { alsoAcceptable: ['not_found'] }),
      ],
      [
        {
          status: 500,
          body: { object: 'error', message: 'Service unavailable.', type: 'internal_server_error', param: null, code: '3700' },
        },
        again('server_error', '500', 'Mistral docs', { outcomeUnknown: true, alsoAcceptable: ['overloaded'] }),
      ],
      [
        { status: 503, body: 'upstream connect error or disconnect/reset before headers. reset reason: overflow' },
        again('overloaded', 'Envoy', 'Envoy docs', { alsoAcceptable: ['server_error', 'network'] }),
      ],
    ],
  ),
  ...through(
    'ollama',
    ['ollama'],
    [
      [{ status: 404, body: { error: 'model "llama9" not found, try pulling it first' } }, final('not_found', 'not pulled', 'Ollama API')],
      [
        { status: 400, body: { error: 'registry.ollama.ai/library/gemma:2b does not support tools' } },
        final('invalid_request', 'no tools', 'Ollama API'),
      ],
      [
        { status: 500, body: { error: 'llama runner process has terminated: signal: killed' } },
        again('server_error', 'runner died', 'Ollama API', { outcomeUnknown: true }),
      ],
      [{ fault: 'refused' }, again('network', 'not running', 'Node errors')],
      [{ fault: 'reset' }, again('network', 'reset', 'Node errors', { outcomeUnknown: true })],
    ],
  ),
  ...through(
    'cohere',
    ['cohere'],
    [
      [{ status: 401, body: { id: 'x', message: 'invalid api token' } }, final('auth', 'key', 'Cohere errors')],
      [
        {
          status: 429,
          body: {
            message:
              "You are using a Trial key, which is limited to 20 API calls / minute. You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'.",
          },
        },
        again('rate_limit', 'trial per minute', 'Cohere errors'),
      ],
      [
        {
          status: 429,
          body: { message: 'You are using a Trial key, which is limited to 1000 API calls / month. Upgrade to a Production key.' },
        },
        final('quota_exhausted', 'trial per month', 'Cohere errors', { disputed: 'a 429' }),
      ],
      [
        { status: 402, body: { message: 'Please add or update your payment method at https://dashboard.cohere.com/billing to continue' } },
        final('quota_exhausted', 'payment', 'Cohere errors'),
      ],
      [
        {
          status: 400,
          body: {
            message:
              'too many tokens: total number of tokens in the prompt cannot exceed 128000 - received 140000. Try using a shorter prompt.',
          },
        },
        final('context_length', 'too long', 'Cohere errors'),
      ],
      [
        { status: 498, body: { message: 'blocked input or output: contains content that violates the usage guidelines' } },
        final('content_filter', 'blocked', 'Cohere errors'),
      ],
      [
        { status: 499, body: { message: 'request cancelled by user' } },
        again('timeout', 'cancelled on its way', 'Cohere errors', {
          alsoAcceptable: ['aborted'],
          outcomeUnknown: true,
          disputed: 'may have been asked for',
        }),
      ],
      [
        { status: 404, body: { message: "model 'command-nope' not found, make sure the correct model ID was used" } },
        final('not_found', 'model', 'Cohere errors'),
      ],
      [
        { status: 500, body: { message: 'internal server error' } },
        again('server_error', '500', 'Cohere errors', { outcomeUnknown: true }),
      ],
      [
        { status: 503, body: { message: 'service unavailable' } },
        again('overloaded', '503', 'Cohere errors', { alsoAcceptable: ['server_error'] }),
      ],
      [{ status: 504, body: { message: 'gateway timeout' } }, again('timeout', '504', 'Cohere errors', { outcomeUnknown: true })],
      [{ fault: 'hang' }, again('timeout', 'no answer', 'Cohere client', { outcomeUnknown: true })],
    ],
  ),
];
