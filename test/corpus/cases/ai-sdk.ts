import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const GATEWAY = '@ai-sdk/gateway errors';
const gateway = (status: number, type: string, message: string, headers?: Record<string, string>): Wire => ({
  status,
  body: { error: { message, type }, generationId: 'gen_1' },
  ...(headers && { headers }),
});
const answer = (message: object, finish_reason: string): Wire => ({
  status: 200,
  body: {
    id: 'c',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o',
    choices: [{ index: 0, message: { role: 'assistant', content: null, ...message }, finish_reason }],
    usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
  },
});
const toolCall = (name: string, args: string): Wire =>
  answer({ tool_calls: [{ id: 'call_1', type: 'function', function: { name, arguments: args } }] }, 'tool_calls');
const DISPUTED_OUTPUT = 'the AI SDK never retries it';
const DOCS = 'AI SDK errors reference';

export const AI_SDK_CASES: readonly CorpusCase[] = [
  ...through(
    'vercel-ai-gateway',
    ['ai:gateway'],
    [
      [
        gateway(429, 'rate_limit_exceeded', 'Rate limit exceeded', { 'retry-after': '17' }),
        again('rate_limit', 'headers on the cause', GATEWAY, { retryAfterMs: 17_000, retryAfterOptional: true }),
      ],
      [gateway(401, 'authentication_error', 'Invalid API key'), final('auth', 'key', GATEWAY)],
      [gateway(400, 'invalid_request_error', 'Bad request'), final('invalid_request', '400', GATEWAY)],
      [gateway(404, 'model_not_found', 'Model not found'), final('not_found', 'model', GATEWAY)],
      [gateway(500, 'internal_server_error', 'Internal error'), again('server_error', '500', GATEWAY, { outcomeUnknown: true })],
      [
        gateway(402, 'insufficient_funds', 'Insufficient funds. Please add credits to your account to continue using AI services.'),
        final('quota_exhausted', 'funds', GATEWAY),
      ],
      [gateway(403, 'forbidden', 'Access to this model is not allowed for this team'), final('permission', 'team rule', GATEWAY)],
      [
        gateway(424, 'failed_dependency', 'The provider failed'),
        again('server_error', '424', GATEWAY, { outcomeUnknown: true, disputed: 'not retried by the client' }),
      ],
      [{ status: 502, body: '<html>Bad Gateway</html>' }, again('server_error', 'a page', GATEWAY, { outcomeUnknown: true })],
      [{ fault: 'refused' }, again('network', 'refused', 'Node errors')],
      [{ fault: 'hang' }, again('timeout', 'no answer', GATEWAY, { outcomeUnknown: true })],
    ],
  ),
  ...through(
    'ai-sdk',
    ['ai:object'],
    [
      [
        answer({ content: '{"total": "abc"}' }, 'stop'),
        again('output_parse', 'not the schema', DOCS, { freshSample: true, outcomeUnknown: true, disputed: DISPUTED_OUTPUT }),
      ],
      [
        answer({ content: 'I am sorry, I cannot.' }, 'stop'),
        again('output_parse', 'no JSON', DOCS, { freshSample: true, outcomeUnknown: true, disputed: DISPUTED_OUTPUT }),
      ],
      [
        answer({ content: '{"total": 1' }, 'length'),
        final('output_parse', 'cut by its length', DOCS, {
          outcomeUnknown: false,
          alsoAcceptable: ['context_length'],
          disputed: 'LangChain may retry',
        }),
      ],
      [answer({ content: '' }, 'content_filter'), final('content_filter', 'finish reason', DOCS, { alsoAcceptable: ['output_parse'] })],
    ],
  ),
  ...through(
    'ai-sdk',
    ['ai:tool'],
    [
      [
        toolCall('search', '{"q": 42}'),
        again('tool_input_invalid', 'input of a wrong type', DOCS, {
          freshSample: true,
          alsoAcceptable: ['output_parse'],
          disputed: 'a fresh sample helps, the same input does not',
        }),
      ],
      [
        toolCall('search', '{"q": '),
        again('tool_input_invalid', 'input that is no JSON', DOCS, {
          freshSample: true,
          alsoAcceptable: ['output_parse'],
          disputed: 'a fresh sample helps, the same input does not',
        }),
      ],
      [
        toolCall('delete_all', '{}'),
        again('tool_input_invalid', 'unknown tool', DOCS, {
          freshSample: true,
          alsoAcceptable: ['output_parse', 'not_found'],
          disputed: 'a fresh sample helps, the same input does not',
        }),
      ],
    ],
  ),
  ...through(
    'ai-sdk',
    ['ai:retried'],
    [
      [
        { status: 503, body: { error: { message: 'busy', type: 'server_error', param: null, code: null } } },
        again('overloaded', 'RetryError', DOCS, { alsoAcceptable: ['server_error'] }),
      ],
      [
        {
          status: 429,
          headers: { 'retry-after-ms': '50' },
          body: { error: { message: 'slow', type: 'requests', param: null, code: 'rate_limit_exceeded' } },
        },
        again('rate_limit', 'RetryError with a wait', DOCS, { retryAfterMs: 50 }),
      ],
    ],
  ),
  ...through(
    'ai-sdk',
    ['ai:openaiResponses'],
    [
      [
        {
          status: 429,
          headers: { 'retry-after': '8' },
          body: { error: { message: 'slow', type: 'tokens', param: null, code: 'rate_limit_exceeded' } },
        },
        again('rate_limit', 'responses API', DOCS, { retryAfterMs: 8_000 }),
      ],
      [
        { status: 200, body: '<html>maintenance</html>' },
        again('server_error', 'a page instead of JSON', 'research §2', { outcomeUnknown: true, disputed: 'the AI SDK says not retryable' }),
      ],
      [
        { status: 200, body: {} },
        again('server_error', 'an empty object', 'research §2', {
          outcomeUnknown: true,
          alsoAcceptable: ['output_parse'],
          disputed: 'the AI SDK says not retryable',
        }),
      ],
    ],
  ),
  ...through('ai-sdk', ['ai:noKey'], [[{ status: 200 }, final('auth', 'LoadAPIKeyError', DOCS)]]),
  ...through(
    'openai',
    ['openaiParse'],
    [
      [
        answer({ content: '{"total": 1' }, 'length'),
        final('output_parse', 'LengthFinishReasonError', 'openai helpers', { alsoAcceptable: ['context_length'] }),
      ],
      [answer({ content: '' }, 'content_filter'), final('content_filter', 'ContentFilterFinishReasonError', 'openai helpers')],
      [
        answer({ content: '{"total": ' }, 'stop'),
        again('output_parse', 'JSON of the model that is none', 'openai helpers', { freshSample: true }),
      ],
    ],
  ),
  ...through(
    'langchain',
    ['lc:structured'],
    [
      [toolCall('extract', '{"total": "abc"}'), again('output_parse', 'not the schema', 'LangChain errors', { freshSample: true })],
      [toolCall('extract', '{"total": '), again('output_parse', 'no JSON', 'LangChain errors', { freshSample: true })],
    ],
  ),
  ...through(
    'langchain',
    ['lc:jsonParser', 'lc:structuredParser'],
    [[{}, again('output_parse', 'parser', 'LangChain errors', { freshSample: true })]],
  ),
  ...through('langchain', ['lc:toolInput'], [[{}, final('tool_input_invalid', 'ToolInputParsingException', 'LangChain errors')]], 'tool'),
];
