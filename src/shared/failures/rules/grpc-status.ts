import type { ErrorFacts } from '../error-facts.js';
import { isObject, readNumber, readProperty, readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { readWords } from './vague-code.js';

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

const NAMES = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
] as const;
/** As every client writes it, and as wrappers pass it on: `14 UNAVAILABLE: …`. Their own words are not all in capitals. */
const IN_TEXT = /(?:^|\s)([A-Z_]{5,20}): /;
const MAX_CHARS = 2000;
/** `UNKNOWN` and `INTERNAL`: what a server's own code threw. */
const VAGUE: ReadonlySet<number> = new Set([2, 13]);

/** A gRPC client's error: a small numeric `code` with `details` and `metadata` beside it. The list is in the order of the codes. */
export const grpcStatus: Rule = (facts) => {
  const code = readCode(facts);
  return (VAGUE.has(code) ? readWords(facts) : undefined) ?? VERDICTS[code];
};

function readCode({ layers }: ErrorFacts): number {
  const failed = layers.find(({ error }) => readString(error, 'details') !== undefined && isObject(readProperty(error, 'metadata')));
  if (failed !== undefined) return readNumber(failed.error, 'code') ?? 0;
  const names = layers.map(({ error }) => IN_TEXT.exec((readString(error, 'message') ?? '').slice(0, MAX_CHARS))?.[1]);
  return NAMES.findIndex((name) => names.includes(name));
}
