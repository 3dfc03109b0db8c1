import { readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const UNREACHABLE: Verdict = { category: 'network', retryable: true };
const TIMEOUT: Verdict = { category: 'timeout', retryable: true };
const NOT_FOUND: Verdict = { category: 'not_found', retryable: false };
const INVALID: Verdict = { category: 'invalid_request', retryable: false };
const CONSTRAINT: Verdict = { category: 'unprocessable', retryable: false };

/** https://www.prisma.io/docs/orm/reference/error-reference#error-codes, without those that a schema causes. */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ['P1000', { category: 'auth', retryable: false }],
  ['P1001', UNREACHABLE],
  ['P1002', TIMEOUT],
  ['P1003', NOT_FOUND],
  ['P1008', { ...TIMEOUT, outcomeUnknown: true }],
  ['P1010', { category: 'permission', retryable: false }],
  ['P1011', { category: 'network', retryable: false }],
  ['P1017', { ...UNREACHABLE, outcomeUnknown: true }],
  ['P2001', NOT_FOUND],
  ['P2002', { category: 'conflict', retryable: false }],
  ['P2003', CONSTRAINT],
  ['P2004', CONSTRAINT],
  ['P2014', CONSTRAINT],
  ['P2015', NOT_FOUND],
  ['P2018', NOT_FOUND],
  ['P2024', TIMEOUT],
  ['P2025', NOT_FOUND],
  ['P2028', { ...TIMEOUT, outcomeUnknown: true }],
  ['P2034', { category: 'conflict', retryable: true }],
  ['P2037', { category: 'overloaded', retryable: true }],
  ['P5011', { category: 'rate_limit', retryable: true }],
] as const);
const QUERY_CODE = /^P2\d{3}$/;

/** Prisma's own codes; an error of the start keeps its in `errorCode`. */
export const prismaCode: Rule = ({ layers }) => {
  const made = layers.find(({ error }) => readString(error, 'clientVersion') !== undefined);
  const code = readString(made?.error, 'code') ?? readString(made?.error, 'errorCode') ?? '';
  return VERDICTS.get(code) ?? (QUERY_CODE.test(code) ? INVALID : undefined);
};
