import { classNamesOf } from '../class-names.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { readWords } from './vague-code.js';

/** The classes of ioredis and node-redis for what the server answered. */
const REPLIES = new Set(['ReplyError', 'ErrorReply', 'SimpleError', 'BlobError']);
const AWAY: Verdict = { category: 'overloaded', retryable: true };
const AUTH: Verdict = { category: 'auth', retryable: false };
const INVALID: Verdict = { category: 'invalid_request', retryable: false };

/** By the first word, which is the code: https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  loading: AWAY,
  busy: AWAY,
  oom: AWAY,
  readonly: AWAY,
  masterdown: AWAY,
  clusterdown: AWAY,
  tryagain: AWAY,
  moved: AWAY,
  ask: AWAY,
  noreplicas: AWAY,
  misconf: AWAY,
  unblocked: AWAY,
  noauth: AUTH,
  wrongpass: AUTH,
  noperm: { category: 'permission', retryable: false },
  noscript: { category: 'not_found', retryable: false },
  execabort: INVALID,
  wrongtype: INVALID,
  crossslot: INVALID,
  err: INVALID,
  busygroup: { category: 'conflict', retryable: false },
  busykey: { category: 'conflict', retryable: false },
};

/** What a Redis server answered. */
export const redisReply: Rule = (facts) => {
  const reply = facts.layers.find(({ error }) => classNamesOf(error).some((name) => REPLIES.has(name)));
  const [code = ''] = reply?.message.split(' ', 1) ?? [];
  // The code of everything that has none.
  const told = code === 'err' ? readWords(facts) : undefined;
  return told ?? (Object.hasOwn(VERDICTS, code) ? VERDICTS[code] : undefined);
};
