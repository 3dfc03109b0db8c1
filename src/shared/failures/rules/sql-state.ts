import type { ErrorLayer } from '../error-facts.js';
import { readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { readWords } from './vague-code.js';

/** By SQLSTATE or its class, most specific first. */
const VERDICTS: readonly (readonly [prefix: string, verdict: Verdict])[] = [
  // The whole transaction was rolled back and may simply run again.
  ['40003', { category: 'conflict', retryable: true, outcomeUnknown: true }],
  ['40002', { category: 'conflict', retryable: false }],
  ['40', { category: 'conflict', retryable: true }],
  ['55P03', { category: 'conflict', retryable: true }],
  ['55006', { category: 'conflict', retryable: true }],
  ['57014', { category: 'timeout', retryable: true }],
  ['57P03', { category: 'overloaded', retryable: true }],
  ['57P04', { category: 'not_found', retryable: false }],
  ['57P05', { category: 'network', retryable: true }],
  ['57P', { category: 'server_error', retryable: true, outcomeUnknown: true }],
  ['25P03', { category: 'timeout', retryable: true }],
  ['53', { category: 'overloaded', retryable: true }],
  ['08001', { category: 'network', retryable: true }],
  ['08004', { category: 'network', retryable: true }],
  ['08', { category: 'network', retryable: true, outcomeUnknown: true }],
  ['58', { category: 'server_error', retryable: true, outcomeUnknown: true }],
  ['XX', { category: 'server_error', retryable: true, outcomeUnknown: true }],
  ['23505', { category: 'conflict', retryable: false }],
  ['23P01', { category: 'conflict', retryable: false }],
  ['23', { category: 'unprocessable', retryable: false }],
  ['22', { category: 'invalid_request', retryable: false }],
  ['28', { category: 'auth', retryable: false }],
  ['42501', { category: 'permission', retryable: false }],
  ['42', { category: 'invalid_request', retryable: false }],
  ['54', { category: 'payload_too_large', retryable: false }],
  ['3D', { category: 'not_found', retryable: false }],
  ['3F', { category: 'not_found', retryable: false }],
  ['0A', { category: 'invalid_request', retryable: false }],
];
/** Of what stands before a database as much as of itself. */
const VAGUE = /^(?:XX|08)/;
const SQL_STATE = /^[0-9A-Z]{2}[0-9A-Z]{3}$/;

/** What a SQL database said, by its standard error codes. */
export const sqlState: Rule = (facts) => {
  const isHttp = facts.status !== undefined;
  for (const layer of facts.layers) {
    const state = readSqlState(layer, isHttp);
    const found = VERDICTS.find(([prefix]) => state?.startsWith(prefix) === true);
    if (found !== undefined) return (VAGUE.test(found[0]) ? readWords(facts) : undefined) ?? found[1];
  }
  return undefined;
};

function readSqlState({ error, code, identifiers }: ErrorLayer, isHttp: boolean): string | undefined {
  const stated = readString(error, 'sqlState') ?? readString(error, 'sqlstate');
  if (stated !== undefined) return stated;
  const isDatabaseError =
    readString(error, 'severity') !== undefined || identifiers.has('databaseerror') || identifiers.has('postgreserror');
  // EPIPE, EPERM and the like have five letters, too, and web services number their errors as they like.
  return SQL_STATE.test(code) && (isDatabaseError || (/\d/.test(code) && !isHttp)) ? code : undefined;
}
