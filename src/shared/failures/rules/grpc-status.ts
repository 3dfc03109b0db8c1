import { isObject, readNumber, readProperty, readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const VERDICTS: readonly (Verdict | undefined)[] = [
  undefined,
  { category: 'aborted', retryable: false },
  { category: 'unknown', retryable: true, outcomeUnknown: true },
  { category: 'invalid_request', retryable: false },
  { category: 'timeout', retryable: true, outcomeUnknown: true },
  { category: 'not_found', retryable: false },
  { category: 'conflict', retryable: false },
  { category: 'permission', retryable: false },
  { category: 'rate_limit', retryable: true },
  { category: 'invalid_request', retryable: false },
  { category: 'conflict', retryable: true },
  { category: 'invalid_request', retryable: false },
  { category: 'not_found', retryable: false },
  { category: 'server_error', retryable: true, outcomeUnknown: true },
  { category: 'overloaded', retryable: true },
  { category: 'server_error', retryable: false },
  { category: 'auth', retryable: false },
];

/** A gRPC client's error: a small numeric `code` with `details` and `metadata` beside it. The list is in the order of the codes. */
export const grpcStatus: Rule = ({ layers }) => {
  const failed = layers.find(({ error }) => readString(error, 'details') !== undefined && isObject(readProperty(error, 'metadata')));
  return failed === undefined ? undefined : VERDICTS[readNumber(failed.error, 'code') ?? 0];
};
