import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const SERVER_ERROR: Verdict = { category: 'server_error', retryable: true, outcomeUnknown: true };
const RATE_LIMIT: Verdict = { category: 'rate_limit', retryable: true };
const OVERLOADED: Verdict = { category: 'overloaded', retryable: true };

/** Codes that are vague beside a status, and all there is in a stream that began with 200. */
const CODES: readonly (readonly [verdict: Verdict, codes: readonly string[]])[] = [
  [
    RATE_LIMIT,
    [
      'rate_limited',
      'ratelimiterror',
      'toomanyrequestserror',
      'resource_exhausted',
      'too_many_requests',
      'model_rate_limit',
      'requests',
      'tokens',
    ],
  ],
  [OVERLOADED, ['unavailable', 'service_unavailable', 'service_unavailable_error', 'serviceunavailableerror', 'overloaded']],
  [{ category: 'timeout', retryable: true, outcomeUnknown: true }, ['timeout_error', 'deadline_exceeded', 'timeout', 'request_timeout']],
  [
    { category: 'auth', retryable: false },
    ['authentication_error', 'authenticationerror', 'unauthenticated', 'unauthorized', 'invalid_authentication'],
  ],
  [
    { category: 'permission', retryable: false },
    ['permission_error', 'permissiondeniederror', 'permission_denied', 'forbidden', 'accessdeniedexception', 'accessdenied'],
  ],
  [{ category: 'not_found', retryable: false }, ['not_found_error', 'notfounderror', 'not_found', 'resourcenotfoundexception']],
  [{ category: 'unprocessable', retryable: false }, ['unprocessableentityerror', 'unprocessable_entity']],
  [{ category: 'conflict', retryable: true }, ['aborted', 'conflictexception']],
  [
    { category: 'invalid_request', retryable: false },
    ['invalid_request_error', 'badrequesterror', 'invalid_argument', 'failed_precondition', 'bad_request', 'validationexception'],
  ],
  [
    SERVER_ERROR,
    [
      'server_error',
      'api_error',
      'internal_error',
      'internal_server_error',
      'internalservererror',
      'internal',
      'failed_dependency',
      'response_error',
      'provider_error',
    ],
  ],
];
/** How clients name their classes, whatever stands before: `GatewayAuthenticationError`, `StripeRateLimitError`, `TooManyRequestsException`. */
const CLASSES: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [RATE_LIMIT, /(?:rate_?limit(?:ed|exceeded)?|toomanyrequests)_?(?:error|exception)$/],
  [OVERLOADED, /(?:overloaded|serviceunavailable)(?:error|exception)$/],
  [{ category: 'timeout', retryable: true, outcomeUnknown: true }, /timeout(?:error|exception)$/],
  [{ category: 'auth', retryable: false }, /(?:authentication|unauthorized|unauthenticated|invalidapikey)(?:error|exception)$/],
  [{ category: 'permission', retryable: false }, /(?:permissiondenied|forbidden|accessdenied)(?:error|exception)$/],
  [{ category: 'not_found', retryable: false }, /notfound(?:error|exception)$/],
  [{ category: 'unprocessable', retryable: false }, /unprocessableentity(?:error|exception)$/],
  [{ category: 'invalid_request', retryable: false }, /(?:badrequest|invalidrequest)(?:error|exception)$/],
  [SERVER_ERROR, /(?:internalserver(?:error)?|faileddependency)(?:error|exception)$|internalservererror$/],
];
const TEXTS: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [OVERLOADED, /\boverloaded\b|over capacity|server busy|service unavailable|high demand|temporarily unavailable/],
  [RATE_LIMIT, /\brate[- ]limit(?:ed)?\b|too many requests|throttl/],
  [
    SERVER_ERROR,
    /internal server error|bad gateway|error was encountered while running the model|an error occurred while processing your request/,
  ],
];

/** Errors without a status of their own: in the middle of a stream, or from a client that keeps none. */
export const statusless: Rule = ({ has, text, status, layers }, { kind }) => {
  const byCode = CODES.find(([, codes]) => has(...codes));
  if (byCode !== undefined) return byCode[0];
  const names = layers.flatMap(({ identifiers }) => [...identifiers]);
  const byClass = CLASSES.find(([, pattern]) => names.some((name) => pattern.test(name)));
  if (byClass !== undefined) return byClass[0];
  const byText = kind === 'model' || status !== undefined ? TEXTS.find(([, pattern]) => pattern.test(text)) : undefined;
  if (byText !== undefined) return byText[0];
  // A success that was none: the body did not hold what the client expects.
  const wasAnswered = status !== undefined && layers.some(({ identifiers }) => identifiers.has('ai_apicallerror'));
  return wasAnswered ? SERVER_ERROR : undefined;
};
