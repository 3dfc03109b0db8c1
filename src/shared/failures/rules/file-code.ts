import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const PERMISSION: Verdict = { category: 'permission', retryable: false };
const NOT_FOUND: Verdict = { category: 'not_found', retryable: false };
const INVALID: Verdict = { category: 'invalid_request', retryable: false };
const FULL: Verdict = { category: 'overloaded', retryable: true };

/** https://nodejs.org/api/errors.html#common-system-errors, without those of sockets. */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ['EACCES', PERMISSION],
  ['EPERM', PERMISSION],
  ['EROFS', PERMISSION],
  ['ENOENT', NOT_FOUND],
  ['EEXIST', { category: 'conflict', retryable: false }],
  ['ENOTEMPTY', { category: 'conflict', retryable: false }],
  ['EISDIR', INVALID],
  ['ENOTDIR', INVALID],
  ['ENAMETOOLONG', INVALID],
  ['EMFILE', FULL],
  ['ENFILE', FULL],
  ['ENOSPC', FULL],
  ['EDQUOT', { category: 'quota_exhausted', retryable: false }],
  ['EBUSY', FULL],
  ['EAGAIN', FULL],
] as const);

/** What the system said of a file or a program. */
export const fileCode: Rule = ({ layers }) => layers.map(({ code }) => VERDICTS.get(code)).find((verdict) => verdict !== undefined);
