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
      'fatal_error',
      'provider_error',
    ],
  ],
];
/** Errors without a status of their own: in the middle of a stream, or from a client that keeps none. */
export const statusless: Rule = ({ has }) => CODES.find(([, codes]) => has(...codes))?.[0];
