import { describe, expect, it } from 'vitest';

import type { Category } from '../../../src/shared/failures/category.ts';
import { classifyError } from '../../../src/shared/failures/classify-error.ts';
import type { FailureContext } from '../../../src/shared/failures/failure-context.ts';
import { errorOf } from './error-of.ts';

type Row = readonly [name: string, error: unknown, category: Category, retryable: boolean];

const google = (code: number, status: string, message: string, details: readonly object[] = []) =>
  errorOf({
    className: 'ApiError',
    name: 'ApiError',
    status: code,
    message: JSON.stringify({ error: { code, status, message, details } }),
  });
const quotaFailure = (quotaId: string) => ({ '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId }] });
const openai = (status: number | undefined, error: object, className = 'APIError') =>
  errorOf({ className, message: `${status} ${String((error as { message?: string }).message)}`, status, error, ...error });
const aws = (name: string, httpStatusCode: number, message = '') =>
  errorOf({ name, message, $metadata: { httpStatusCode }, $fault: 'client' });
const anthropic = (status: number | undefined, type: string, message: string, className = 'APIError') =>
  errorOf({ className, name: className, status, message: `${status} x`, error: { type: 'error', error: { type, message } } });
const aiSdk = (name: string, fields: object = {}) => errorOf({ name: `AI_${name}`, message: 'x', ...fields });
const apiCall = (statusCode: number, body: object | string, message = 'x') =>
  aiSdk('APICallError', { statusCode, message, responseBody: typeof body === 'string' ? body : JSON.stringify(body), responseHeaders: {} });
const system = (code: string, message = code) => errorOf({ code, message });
const fetchFailed = (cause: Error) => new TypeError('fetch failed', { cause });
const temporal = (name: string, fields: object = {}) =>
  errorOf({ name, message: name, [Symbol.for(`__temporal_is${name}`)]: true, ...fields });
const axios = (status: number, data: unknown, headers: Record<string, string> = {}) =>
  errorOf({
    name: 'AxiosError',
    code: status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE',
    message: `Request failed with status code ${status}`,
    response: { status, data, headers },
    status,
  });

function check(kind: FailureContext['kind'], rows: readonly Row[]): void {
  it.each(rows)('%s', (_, error, category, retryable) => {
    expect(classifyError(error, { kind, now: 0 })).toMatchObject({ category, retryable });
  });
}

describe('money and allowances end the call', () => {
  check('model', [
    [
      'Anthropic credit balance',
      anthropic(400, 'invalid_request_error', 'Your credit balance is too low to access the Anthropic API.'),
      'quota_exhausted',
      false,
    ],
    [
      'Anthropic usage limits',
      anthropic(400, 'invalid_request_error', 'You have reached your specified API usage limits.'),
      'quota_exhausted',
      false,
    ],
    ['Anthropic spend limit', anthropic(429, 'rate_limit_error', 'x', 'EnforcedSpendLimitReachedError'), 'quota_exhausted', false],
    ['OpenAI spend limit', openai(429, { message: 'x', code: 'project_spend_limit_exceeded' }), 'quota_exhausted', false],
    [
      'OpenAI sentence without a code',
      new Error('429 You exceeded your current quota, please check your plan and billing details.'),
      'quota_exhausted',
      false,
    ],
    [
      'Gemini per day',
      google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota', [
        quotaFailure('GenerateRequestsPerDayPerProjectPerModel-FreeTier'),
      ]),
      'quota_exhausted',
      false,
    ],
    [
      'Gemini per minute',
      google(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota', [quotaFailure('GenerateRequestsPerMinutePerProjectPerModel')]),
      'rate_limit',
      true,
    ],
    [
      'Gemini free tier without the model',
      google(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for metric: a/b_requests, limit: 0'),
      'quota_exhausted',
      false,
    ],
    [
      'Bedrock tokens per day',
      aws('ThrottlingException', 429, 'Too many tokens per day, please wait before trying again.'),
      'quota_exhausted',
      false,
    ],
    ['Bedrock tokens', aws('ThrottlingException', 429, 'Too many tokens, please wait before trying again.'), 'rate_limit', true],
    [
      'Cohere trial key per month',
      errorOf({ statusCode: 429, body: { message: 'You are using a Trial key, which is limited to 1000 API calls / month.' } }),
      'quota_exhausted',
      false,
    ],
    [
      'Cohere trial key per minute',
      errorOf({ statusCode: 429, body: { message: 'You are using a Trial key, which is limited to 10 API calls / minute.' } }),
      'rate_limit',
      true,
    ],
    ['OpenRouter credits', openai(402, { message: 'Insufficient credits', code: 402 }), 'quota_exhausted', false],
    ['OpenRouter key limit', openai(403, { message: 'x', metadata: { limit_source: 'api_key_limit' } }), 'quota_exhausted', false],
    [
      'OpenRouter budget in flight',
      openai(402, { message: 'x', headers: { 'retry-after': '3' }, metadata: { limit_source: 'openrouter_in_flight_budget' } }),
      'rate_limit',
      true,
    ],
    [
      'LiteLLM budget',
      openai(400, { message: 'Budget has been exceeded! Current cost: 2', type: 'budget_exceeded' }),
      'quota_exhausted',
      false,
    ],
    [
      'Groq tokens per day',
      openai(429, {
        message: 'Rate limit reached on tokens per day (TPD): Limit 100000, Used 99000, Requested 2000. Please try again in 20m30s',
        code: 'rate_limit_exceeded',
      }),
      'rate_limit',
      true,
    ],
  ]);
  check('tool', [
    ['a declared card error', errorOf({ type: 'StripeCardError', statusCode: 402, raw: { type: 'card_error' } }), 'unprocessable', false],
  ]);
});

describe('what can never fit ends the call', () => {
  check('model', [
    [
      'Anthropic prompt',
      anthropic(400, 'invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
      'context_length',
      false,
    ],
    [
      'Anthropic with max_tokens',
      anthropic(400, 'invalid_request_error', 'input length and `max_tokens` exceed context limit: 1 + 2 > 3'),
      'context_length',
      false,
    ],
    [
      'Gemini',
      google(400, 'INVALID_ARGUMENT', 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'),
      'context_length',
      false,
    ],
    ['Bedrock', aws('ValidationException', 400, 'Input is too long for requested model.'), 'context_length', false],
    [
      'Cohere',
      errorOf({ statusCode: 400, body: { message: 'too many tokens: total number of tokens in the prompt cannot exceed 4081' } }),
      'context_length',
      false,
    ],
    [
      'SGLang',
      openai(400, { message: "The input (61709 tokens) is longer than the model's context length (40960 tokens)." }),
      'context_length',
      false,
    ],
    ['LangChain', errorOf({ message: 'x', lc_error_code: 'CONTEXT_OVERFLOW' }), 'context_length', false],
    [
      'Groq request above the minute',
      openai(413, { message: 'Request too large for model on TPM: Limit 6000, Requested 9000', code: 'rate_limit_exceeded' }),
      'payload_too_large',
      false,
    ],
    [
      'OpenAI request above the minute',
      openai(429, {
        message: 'Request too large for gpt-4o on tokens per min (TPM): Limit 30,000, Requested 40,000.',
        code: 'rate_limit_exceeded',
      }),
      'payload_too_large',
      false,
    ],
    [
      'OpenAI request within the minute',
      openai(429, { message: 'Rate limit reached (TPM): Limit 30000, Used 29000, Requested 4000.', code: 'rate_limit_exceeded' }),
      'rate_limit',
      true,
    ],
    [
      'Gemini payload',
      google(400, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit: 20971520 bytes.'),
      'payload_too_large',
      false,
    ],
  ]);
});

describe('refused content ends the call', () => {
  check('model', [
    ['OpenAI policy', openai(400, { message: 'x', code: 'content_policy_violation' }), 'content_filter', false],
    ['OpenRouter moderation', openai(403, { message: 'flagged', metadata: { reasons: ['violence'] } }), 'content_filter', false],
    ['LangChain refusal', errorOf({ className: 'ModelRefusalError', message: 'x' }), 'content_filter', false],
    ['AI SDK finish reason', aiSdk('NoObjectGeneratedError', { finishReason: 'content-filter' }), 'content_filter', false],
    ['Anthropic output', anthropic(400, 'invalid_request_error', 'Output blocked by content filtering policy'), 'content_filter', false],
  ]);
});

describe('what only some services say', () => {
  check('model', [
    ['Gateway without a status', errorOf({ name: 'GatewayAuthenticationError', message: 'Unauthenticated' }), 'auth', false],
    ['any client, by its class', errorOf({ className: 'AcmeRateLimitError', message: 'x' }), 'rate_limit', true],
    [
      'AWS type in a header only',
      errorOf({ statusCode: 400, message: 'x', responseHeaders: { 'x-amzn-errortype': 'ServiceQuotaExceededException:http://x' } }),
      'quota_exhausted',
      false,
    ],
    ['a disabled organization', anthropic(400, 'invalid_request_error', 'This organization has been disabled.'), 'permission', false],
    ['DeepSeek content', openai(400, { message: 'Content Exists Risk' }), 'content_filter', false],
    ['Bedrock Titan length', aws('ValidationException', 400, 'expected maxLength: 50000, actual: 60000'), 'context_length', false],
    ['429 for an overloaded engine', openai(429, { message: 'The engine is overloaded', type: 'x' }), 'overloaded', true],
    ['an error that an event carries', { type: 'error', error: system('ECONNREFUSED') }, 'network', true],
    ['a certificate in words only', new Error('Cannot connect to API: self-signed certificate'), 'network', false],
    ['a TLS handshake that took too long', fetchFailed(system('ERR_TLS_HANDSHAKE_TIMEOUT')), 'timeout', true],
    ['an API that numbers its errors', axios(404, { code: '40001' }), 'not_found', false],
  ]);
  check('tool', [
    [
      'a card without money',
      errorOf({ type: 'StripeCardError', statusCode: 402, message: 'Your card has insufficient funds.' }),
      'unprocessable',
      false,
    ],
    ['a budget in a code of a tool', axios(400, { code: 'invalid_budget' }), 'invalid_request', false],
    ['SQLite busy', errorOf({ code: 'SQLITE_BUSY', message: 'database is locked' }), 'conflict', true],
  ]);
});

describe('somebody asked for the end', () => {
  check('model', [
    ['abort()', new DOMException('This operation was aborted', 'AbortError'), 'aborted', false],
    ['OpenAI', errorOf({ className: 'APIUserAbortError', message: 'Request was aborted.' }), 'aborted', false],
    ['axios', errorOf({ name: 'CanceledError', code: 'ERR_CANCELED', message: 'canceled' }), 'aborted', false],
    ['AI SDK retries', errorOf({ name: 'AI_RetryError', reason: 'abort', message: 'x' }), 'aborted', false],
    ['a cancelled activity, wrapped', new Error('tool failed', { cause: temporal('CancelledFailure') }), 'aborted', false],
    ['but not AbortSignal.timeout', new DOMException('The operation was aborted due to timeout', 'TimeoutError'), 'timeout', true],
    [
      'nor a timer that aborts',
      new DOMException('x', { name: 'AbortError', cause: new DOMException('x', 'TimeoutError') }),
      'timeout',
      true,
    ],
    ["nor LangChain's timeout", errorOf({ name: 'TimeoutError', message: 'Request timed out.' }), 'timeout', true],
  ]);
});

describe('failures of Temporal keep what they say', () => {
  check('tool', [
    ['retryable', temporal('ApplicationFailure', { nonRetryable: false }), 'unknown', true],
    ['non-retryable', temporal('ApplicationFailure', { nonRetryable: true, type: 'Custom' }), 'unknown', false],
    ['one of our types', temporal('ApplicationFailure', { nonRetryable: true, type: 'ContextLengthExceeded' }), 'context_length', false],
    ['as a cause', temporal('ActivityFailure', { cause: temporal('ApplicationFailure', { nonRetryable: true }) }), 'unknown', false],
  ]);
});

describe('connections', () => {
  check('model', [
    ['refused', fetchFailed(system('ECONNREFUSED')), 'network', true],
    [
      'refused on every address',
      fetchFailed(Object.assign(new AggregateError([new Error('x'), system('ECONNREFUSED')]), { message: '' })),
      'network',
      true,
    ],
    ['DNS', fetchFailed(system('EAI_AGAIN')), 'network', true],
    ['connect timeout', fetchFailed(system('UND_ERR_CONNECT_TIMEOUT')), 'timeout', true],
    ['certificate', fetchFailed(system('CERT_HAS_EXPIRED')), 'network', false],
    ['self-signed', fetchFailed(system('DEPTH_ZERO_SELF_SIGNED_CERT')), 'network', false],
    ["AWS reset with a timeout's name", errorOf({ name: 'TimeoutError', code: 'ECONNRESET', message: 'x' }), 'network', true],
    [
      'OpenAI connection error',
      errorOf({ className: 'APIConnectionError', message: 'Connection error.', status: undefined }),
      'network',
      true,
    ],
    ['axios timeout', errorOf({ name: 'AxiosError', code: 'ECONNABORTED', message: 'timeout of 100ms exceeded' }), 'timeout', true],
    [
      'AI SDK, retried',
      errorOf({
        name: 'AI_RetryError',
        reason: 'maxRetriesExceeded',
        lastError: aiSdk('APICallError', { cause: system('ECONNREFUSED') }),
        errors: [],
      }),
      'network',
      true,
    ],
    [
      'AI SDK stream cut after 200',
      aiSdk('APICallError', { statusCode: 200, isRetryable: true, cause: system('ECONNRESET') }),
      'network',
      true,
    ],
    ['HTTP parser', fetchFailed(system('HPE_INVALID_CONSTANT')), 'network', true],
    [
      'gateway error around it',
      errorOf({ name: 'GatewayInternalServerError', statusCode: 500, cause: aiSdk('APICallError', { cause: system('ECONNREFUSED') }) }),
      'network',
      true,
    ],
  ]);
});

describe('statuses, and codes that know better', () => {
  check('model', [
    ['stream error of OpenAI', openai(undefined, { message: 'The server had an error', type: 'server_error' }), 'server_error', true],
    ['stream error of Anthropic', anthropic(undefined, 'overloaded_error', 'Overloaded'), 'overloaded', true],
    ['stream error as a bare object', { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }, 'overloaded', true],
    [
      'OpenRouter 200 with a 502',
      apiCall(200, { error: { code: 502, message: 'Bad gateway' } }, 'Invalid JSON response'),
      'server_error',
      true,
    ],
    [
      'OpenRouter 200 with a 401',
      apiCall(200, { error: { code: 401, message: 'User not found' } }, 'Invalid JSON response'),
      'auth',
      false,
    ],
    ['200 with a page instead of JSON', apiCall(200, '<html>', 'Invalid JSON response'), 'server_error', true],
    ['501', openai(501, { message: 'x' }), 'server_error', false],
    ['505', openai(505, { message: 'x' }), 'server_error', false],
    ['409 of a model', openai(409, { message: 'x' }), 'conflict', true],
    ['424 of Bedrock', aws('ModelErrorException', 424), 'server_error', true],
    ['Bedrock not ready', aws('ModelNotReadyException', 429), 'overloaded', true],
    ['AWS throttling with a 400', aws('ThrottlingException', 400), 'rate_limit', true],
    ['AWS expired token', aws('ExpiredTokenException', 403), 'auth', false],
    ['AWS access denied', aws('AccessDeniedException', 403), 'permission', false],
    ['Groq flex capacity', openai(498, { message: 'Flex tier capacity exceeded', code: 'capacity_exceeded' }), 'overloaded', true],
    [
      'Azure deployment',
      openai(404, { message: 'The API deployment does not exist. Please wait a moment and try again.', code: 'DeploymentNotFound' }),
      'not_found',
      false,
    ],
    ['Gemini overloaded', google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), 'overloaded', true],
    ['Gemini deadline', google(504, 'DEADLINE_EXCEEDED', 'x'), 'timeout', true],
    [
      'VertexAI message only',
      errorOf({ name: 'ClientError', message: 'got status: 429 Too Many Requests. {"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}}' }),
      'rate_limit',
      true,
    ],
    [
      'Mistral',
      errorOf({ name: 'SDKError', statusCode: 422, body: '{"detail":[]}', message: 'API error occurred: Status 422. Body: {"detail":[]}' }),
      'unprocessable',
      false,
    ],
    ['Ollama model missing', errorOf({ name: 'ResponseError', status_code: 404, error: 'model not found' }), 'not_found', false],
    ['410', openai(410, { message: 'x' }), 'not_found', false],
  ]);
  check('tool', [
    ['409 of a tool', axios(409, { error: 'exists' }), 'conflict', false],
    [
      'Stripe key in use',
      errorOf({ type: 'StripeInvalidRequestError', statusCode: 409, code: 'idempotency_key_in_use' }),
      'conflict',
      true,
    ],
    ['Stripe key with other parameters', errorOf({ type: 'StripeIdempotencyError', statusCode: 400 }), 'conflict', false],
    [
      'GitHub secondary limit',
      errorOf({ name: 'HttpError', status: 403, message: 'You have exceeded a secondary rate limit', response: { headers: {} } }),
      'rate_limit',
      true,
    ],
    [
      'GitHub primary limit',
      errorOf({ name: 'HttpError', status: 403, message: 'x', response: { headers: { 'x-ratelimit-remaining': '0' } } }),
      'rate_limit',
      true,
    ],
    [
      'GitHub permission',
      errorOf({
        name: 'HttpError',
        status: 403,
        message: 'Resource not accessible',
        response: { headers: { 'x-ratelimit-remaining': '9' } },
      }),
      'permission',
      false,
    ],
    ['Stripe connection', errorOf({ type: 'StripeConnectionError', message: 'An error occurred with our connection.' }), 'network', true],
    ['OAuth grant', axios(400, { error: 'invalid_grant' }), 'auth', false],
    ['412', axios(412, ''), 'conflict', false],
    ['423', axios(423, ''), 'conflict', true],
    ['a network code in the body of a 500', axios(500, { code: 'ECONNREFUSED' }), 'server_error', true],
    ['a number in the message is no status', new Error('Invoice 429 was not found'), 'unknown', true],
    ['a bug', new TypeError("Cannot read properties of undefined (reading 'x')"), 'unknown', true],
    ['MCP timeout', errorOf({ name: 'McpError', code: -32_001 }), 'timeout', true],
    ['MCP closed', errorOf({ name: 'McpError', code: -32_000 }), 'network', true],
    ['MCP method', errorOf({ name: 'McpError', code: -32_601 }), 'not_found', false],
    ['gRPC unavailable', errorOf({ code: 14, details: 'x', metadata: {} }), 'overloaded', true],
    ['gRPC argument', errorOf({ code: 3, details: 'x', metadata: {} }), 'invalid_request', false],
    ['a thrown string', 'socket hang up', 'network', true],
    ['nothing at all', undefined, 'unknown', true],
  ]);
});

describe('databases', () => {
  const pg = (code: string) => errorOf({ name: 'error', severity: 'ERROR', code, message: 'x' });
  check('tool', [
    ['deadlock', pg('40P01'), 'conflict', true],
    ['lock not available', pg('55P03'), 'conflict', true],
    ['too many connections', pg('53300'), 'overloaded', true],
    ['connection failure', pg('08006'), 'network', true],
    ['statement timeout', pg('57014'), 'timeout', true],
    ['starting up', pg('57P03'), 'overloaded', true],
    ['foreign key', pg('23503'), 'unprocessable', false],
    ['syntax', pg('42601'), 'invalid_request', false],
    ['password', pg('28P01'), 'auth', false],
    ["inside a query builder's error", new Error('Failed query', { cause: pg('40001') }), 'conflict', true],
    ['EPIPE is no SQLSTATE', system('EPIPE'), 'network', true],
    ['connection lost', new Error('Connection terminated unexpectedly'), 'network', true],
  ]);
});

describe('answers that cannot be used', () => {
  check('model', [
    ['cut by length', aiSdk('NoObjectGeneratedError', { finishReason: 'length' }), 'output_parse', false],
    ['Groq tool use', openai(400, { message: 'x', code: 'tool_use_failed' }), 'output_parse', true],
    ['unknown tool', aiSdk('NoSuchToolError'), 'tool_input_invalid', true],
    ['JSON', new SyntaxError('Unexpected token o in JSON at position 1'), 'output_parse', true],
    [
      'a model that writes about limits',
      errorOf({ className: 'OutputParserException', message: 'Failed to parse. Text: "maximum context length, connection timed out"' }),
      'output_parse',
      true,
    ],
    ['a missing key', aiSdk('LoadAPIKeyError'), 'auth', false],
    ['an unknown model', aiSdk('NoSuchModelError'), 'not_found', false],
    ['a prompt of the wrong form', aiSdk('InvalidPromptError'), 'invalid_request', false],
  ]);
  check('tool', [
    [
      'LangChain tool input',
      errorOf({ className: 'ToolInputParsingException', message: 'Received tool input did not match expected schema' }),
      'tool_input_invalid',
      false,
    ],
    ['zod inside a tool', errorOf({ name: 'ZodError', message: '[]' }), 'tool_input_invalid', false],
  ]);
});

describe("the server's advice", () => {
  const advised = (status: number, advice: string, code?: string) =>
    openai(status, { message: 'x', code, headers: new Headers({ 'x-should-retry': advice }) });
  check('model', [
    ['not to retry a 503', advised(503, 'false'), 'overloaded', false],
    ['to retry a 400', advised(400, 'true'), 'invalid_request', true],
    ['does not bring money back', advised(429, 'true', 'insufficient_quota'), 'quota_exhausted', false],
  ]);
});

it("LangChain's own mark decides what nobody knows", () => {
  const marked = Object.assign(new Error('x'), { [Symbol.for('langchain.errors.retryable')]: false });
  expect(classifyError(marked, { kind: 'model' })).toEqual({ category: 'unknown', retryable: false });
});

it('an abort that nobody asked for is the timeout of a client', () => {
  const abort = new DOMException('This operation was aborted', 'AbortError');
  expect(classifyError(abort, { kind: 'model' })).toEqual({ category: 'aborted', retryable: false });
  expect(classifyError(abort, { kind: 'model', stopRequested: false })).toEqual({
    category: 'timeout',
    retryable: true,
    outcomeUnknown: true,
  });
  const interrupt = errorOf({ name: 'GraphInterrupt' });
  expect(classifyError(interrupt, { kind: 'model', stopRequested: false }).category).toBe('aborted');
});

it('a connection that timed out on every address has sent nothing', () => {
  const single = Object.assign(system('ETIMEDOUT'), { syscall: 'connect' });
  const all = Object.assign(new AggregateError([single]), { code: 'ETIMEDOUT' });
  expect(classifyError(fetchFailed(all), { kind: 'tool' })).toEqual({ category: 'timeout', retryable: true });
});

it('an outcome is known where nothing was sent, and unknown where the connection broke', () => {
  const outcomeOf = (code: string) => classifyError(fetchFailed(system(code)), { kind: 'tool' }).outcomeUnknown ?? false;
  expect(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'].map(outcomeOf)).toEqual([false, false, false]);
  expect(['ECONNRESET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'].map(outcomeOf)).toEqual([true, true, true]);
});
