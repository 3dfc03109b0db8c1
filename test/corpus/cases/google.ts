import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const DOCS = 'Gemini API troubleshooting';
const error = (code: number, status: string, message: string, details: readonly object[] = [], headers?: Record<string, string>): Wire => ({
  status: code,
  body: { error: { code, message, status, ...(details.length > 0 && { details }) } },
  ...(headers && { headers }),
});
const violation = (quotaId: string) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: [
    {
      quotaMetric: 'generativelanguage.googleapis.com/generate_content_free_tier_requests',
      quotaId,
      quotaDimensions: { location: 'global', model: 'gemini-2.5-flash' },
      quotaValue: '10',
    },
  ],
});
const retryInfo = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const QUOTA =
  'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.';
const ALL = ['genai', 'ai:google', 'lc:google'] as const;
const SAME_SENTENCE = 'the sentence about billing stands in both';

export const GOOGLE_CASES: readonly CorpusCase[] = through('google-gemini', ALL, [
  [
    error(429, 'RESOURCE_EXHAUSTED', QUOTA, [violation('GenerateRequestsPerMinutePerProjectPerModel-FreeTier'), retryInfo('12.5s')]),
    again('rate_limit', 'per minute', DOCS, { retryAfterMs: 12_500, retryAfterToleranceMs: 1_000, disputed: SAME_SENTENCE }),
  ],
  [
    error(429, 'RESOURCE_EXHAUSTED', QUOTA, [violation('GenerateRequestsPerDayPerProjectPerModel-FreeTier'), retryInfo('43200s')]),
    final('quota_exhausted', 'per day', DOCS, { retryAfterMs: 43_200_000, retryAfterOptional: true, disputed: SAME_SENTENCE }),
  ],
  [
    error(
      429,
      'RESOURCE_EXHAUSTED',
      'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
    ),
    again('rate_limit', 'Vertex shared quota', 'Vertex AI error 429', { alsoAcceptable: ['overloaded'] }),
  ],
  [
    error(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
    ]),
    final('auth', 'key as 400', DOCS, { alsoAcceptable: ['invalid_request'] }),
  ],
  [
    error(403, 'PERMISSION_DENIED', 'Generative Language API has not been used in project 1 before or it is disabled.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED', domain: 'googleapis.com' },
    ]),
    final('permission', 'API off', DOCS),
  ],
  [error(404, 'NOT_FOUND', 'models/gemini-nope is not found for API version v1beta'), final('not_found', 'model', DOCS)],
  [
    error(400, 'INVALID_ARGUMENT', 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'),
    final('context_length', 'too long', DOCS),
  ],
  [
    error(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    final('invalid_request', 'location', DOCS, { alsoAcceptable: ['permission'] }),
  ],
  [error(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'), again('overloaded', '503', DOCS)],
  [
    error(
      500,
      'INTERNAL',
      'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
    ),
    again('server_error', '500', DOCS, { outcomeUnknown: true }),
  ],
  [
    error(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
    again('timeout', '504', DOCS, { outcomeUnknown: true }),
  ],
  [
    error(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'ACCESS_TOKEN_EXPIRED' }],
    ),
    final('auth', 'expired token', DOCS, { disputed: 'a refreshed token would work' }),
  ],
  [{ fault: 'refused' }, again('network', 'refused', 'Node errors'), ['genai', 'ai:google']],
  [{ fault: 'refused' }, again('network', 'refused; the client drops the cause', 'Node errors', { outcomeUnknown: true }), ['lc:google']],
  // The client says of its own timeout what it says of abort(): see classify-slot, which knows whether anybody asked for the end.
  [
    { fault: 'hang' },
    final('aborted', 'a timeout told as abort()', '@google/genai timeout', {
      alsoAcceptable: ['timeout'],
      disputed: 'it was a timeout, which the error does not say',
    }),
    ['genai'],
  ],
]);
