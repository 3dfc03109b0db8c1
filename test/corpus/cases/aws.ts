import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const DOCS = 'Amazon Bedrock API error codes';
const error = (status: number, type: string, message: string, headers: Record<string, string> = {}): Wire => ({
  status,
  headers: {
    'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/com.amazon.bedrock/`,
    'x-amzn-requestid': '5c3a6b1e',
    ...headers,
  },
  body: { message },
});

export const AWS_CASES: readonly CorpusCase[] = through(
  'aws-bedrock',
  ['bedrock', 'ai:bedrock'],
  [
    [error(429, 'ThrottlingException', 'Too many tokens, please wait before trying again.'), again('rate_limit', 'tokens', DOCS)],
    [
      error(429, 'ThrottlingException', 'Too many tokens per day, please wait before trying again.'),
      final('quota_exhausted', 'tokens of the day', DOCS, { disputed: 'the text says "try again"' }),
    ],
    [error(400, 'ThrottlingException', 'Rate exceeded'), again('rate_limit', 'a throttle as 400', 'AWS common errors'), ['bedrock']],
    [error(400, 'ValidationException', 'Input is too long for requested model.'), final('context_length', 'too long', DOCS)],
    [
      error(400, 'ValidationException', 'The model returned the following errors: messages.1.content: Field required'),
      final('invalid_request', 'validation', DOCS),
    ],
    [
      error(
        400,
        'ValidationException',
        "Invocation of model ID anthropic.claude with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile.",
      ),
      final('invalid_request', 'inference profile', DOCS),
    ],
    [
      error(403, 'AccessDeniedException', "You don't have access to the model with the specified model ID."),
      final('permission', 'no access', DOCS),
    ],
    [
      error(403, 'ExpiredTokenException', 'The security token included in the request is expired'),
      final('auth', 'expired', 'AWS common errors', { disputed: 'a refreshed token would work' }),
    ],
    [
      error(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.'),
      final('auth', 'unknown key', 'AWS common errors', { alsoAcceptable: ['permission'] }),
    ],
    [
      error(404, 'ResourceNotFoundException', 'Could not resolve the foundation model from the provided model identifier.'),
      final('not_found', 'model', DOCS),
    ],
    [
      error(408, 'ModelTimeoutException', 'The request took too long to process.'),
      again('timeout', 'model timeout', DOCS, { outcomeUnknown: true }),
    ],
    [
      error(424, 'ModelErrorException', 'The request failed due to an error while processing the model.'),
      again('server_error', '424', DOCS, { outcomeUnknown: true, disputed: 'SDK no, guide retry' }),
    ],
    [
      error(429, 'ModelNotReadyException', 'The model specified in the request is not ready to serve inference requests.'),
      again('overloaded', 'cold', DOCS, { alsoAcceptable: ['rate_limit'] }),
    ],
    [
      error(500, 'InternalServerException', 'An internal server error occurred. Retry your request.'),
      again('server_error', '500', DOCS, { outcomeUnknown: true }),
    ],
    [
      error(503, 'ServiceUnavailableException', 'Bedrock is unable to process your request.'),
      again('overloaded', '503', DOCS, { alsoAcceptable: ['server_error'] }),
    ],
    [
      error(400, 'ServiceQuotaExceededException', 'Your request exceeds the service quota for your account.'),
      final('quota_exhausted', 'service quota', DOCS, { disputed: 'AWS guide: retry later' }),
    ],
    [{ fault: 'refused' }, again('network', 'refused', 'Node errors')],
    [{ fault: 'reset' }, again('network', 'reset; the SDK names it TimeoutError', 'research §2', { outcomeUnknown: true })],
    [{ fault: 'hang' }, again('timeout', 'no answer', 'AWS SDK requestTimeout', { outcomeUnknown: true }), ['bedrock']],
  ],
);
