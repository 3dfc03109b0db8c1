import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const OVERLOADED: Verdict = { category: 'overloaded', retryable: true };

/** Those to which MySQL gives no SQLSTATE of their own: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ['ER_CON_COUNT_ERROR', OVERLOADED],
  ['ER_TOO_MANY_USER_CONNECTIONS', OVERLOADED],
  ['ER_USER_LIMIT_REACHED', { category: 'rate_limit', retryable: true }],
  ['ER_SERVER_SHUTDOWN', OVERLOADED],
  ['ER_OPTION_PREVENTS_STATEMENT', OVERLOADED],
  ['ER_READ_ONLY_MODE', OVERLOADED],
  ['ER_LOCK_WAIT_TIMEOUT', { category: 'conflict', retryable: true }],
  ['ER_LOCK_NOWAIT', { category: 'conflict', retryable: true }],
  ['ER_QUERY_TIMEOUT', { category: 'timeout', retryable: true }],
  ['ER_ACCESS_DENIED_ERROR', { category: 'auth', retryable: false }],
  ['ER_DUP_ENTRY', { category: 'conflict', retryable: false }],
] as const);

/** What a MySQL server said, where its SQLSTATE says too little. */
export const mysqlCode: Rule = ({ layers }) => layers.map(({ code }) => VERDICTS.get(code)).find((verdict) => verdict !== undefined);
