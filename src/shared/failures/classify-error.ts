import { clockOf } from './clock-of.js';
import { type ErrorFacts, readErrorFacts } from './error-facts.js';
import type { FailureContext } from './failure-context.js';
import { readRetryAfterMs } from './retry-after.js';
import { limitWait } from './limit-wait.js';
import { aborted } from './rules/aborted.js';
import { browserCode } from './rules/browser-code.js';
import { codeWords } from './rules/code-words.js';
import { connectionCode } from './rules/connection-code.js';
import { connectionWords } from './rules/connection-words.js';
import { contentFilter } from './rules/content-filter.js';
import { contextLength } from './rules/context-length.js';
import { fileCode } from './rules/file-code.js';
import { freeText } from './rules/free-text.js';
import { grpcStatus } from './rules/grpc-status.js';
import { jsonRpc } from './rules/json-rpc.js';
import { misuse } from './rules/misuse.js';
import { mysqlCode } from './rules/mysql-code.js';
import { namedError } from './rules/named-error.js';
import { output } from './rules/output.js';
import { payloadTooLarge } from './rules/payload-too-large.js';
import { postgrestCode } from './rules/postgrest-code.js';
import { prismaCode } from './rules/prisma-code.js';
import { quota } from './rules/quota.js';
import { redisReply } from './rules/redis-reply.js';
import type { Rule } from './rules/rule.js';
import { smtpReply } from './rules/smtp-reply.js';
import { sqlState } from './rules/sql-state.js';
import { httpStatus } from './rules/status.js';
import { statusless } from './rules/statusless.js';
import { temporalFailure } from './rules/temporal-failure.js';
import { unknown } from './rules/unknown.js';
import { vagueCode } from './rules/vague-code.js';
import type { Verdict } from './verdict.js';

/** These hold whatever the server advises: a retry would fail the same way, or nobody wants one. */
const FIRM_RULES: readonly Rule[] = [temporalFailure, aborted, quota, contextLength, payloadTooLarge, contentFilter];
/** In these the server's own advice on retrying is heard. */
const OPEN_RULES: readonly Rule[] = [
  smtpReply,
  connectionCode,
  redisReply,
  fileCode,
  browserCode,
  prismaCode,
  postgrestCode,
  mysqlCode,
  sqlState,
  misuse,
  output,
  connectionWords,
  namedError,
  httpStatus,
  jsonRpc,
  grpcStatus,
  vagueCode,
  statusless,
  codeWords,
  freeText,
  unknown,
];
const ADVICE_HEADERS = ['x-should-retry', 'stripe-should-retry'] as const;
const UNKNOWN: Verdict = { category: 'unknown', retryable: true };

/**
 * Says what an error of any client means: its kind, whether the same call is worth another try, and when. Pure: reads no clock and adds
 * no jitter. Never throws, whatever it is given. Errors are recognised by what they carry, not by their class.
 *
 * @param error - what was thrown; wrappers, causes and JSON bodies are looked into
 * @param context - what was called (`kind`), the time (`now`, a `Date` or epoch milliseconds, for waits stated as a date) and the
 *   longest wait in milliseconds that is still a retry (`retryAfterCapMs`)
 *
 * @example
 * ```ts
 * classifyError(error, { kind: 'model', now: Date.now() });
 * // { category: 'rate_limit', retryable: true, retryAfterMs: 20000 }
 * ```
 */
export function classifyError(error: unknown, context: FailureContext): Verdict {
  const facts = readErrorFacts(error);
  const verdict = firstMatch(FIRM_RULES, facts, context) ?? withAdvice(firstMatch(OPEN_RULES, facts, context) ?? UNKNOWN, facts);
  return toVerdict(verdict, statedWaitMs(verdict, facts, context), context);
}

function firstMatch(rules: readonly Rule[], facts: ErrorFacts, context: FailureContext): Verdict | undefined {
  for (const rule of rules) {
    const verdict = rule(facts, context);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function withAdvice(verdict: Verdict, facts: ErrorFacts): Verdict {
  const advice = ADVICE_HEADERS.map((name) => facts.header(name)).find((value) => value === 'true' || value === 'false');
  return advice === undefined ? verdict : { ...verdict, retryable: advice === 'true' };
}

/** For a used-up quota the wait is no retry, but tells a person or a workflow when it is back. */
function statedWaitMs(verdict: Verdict, facts: ErrorFacts, context: FailureContext): number | undefined {
  if (verdict.retryAfterMs !== undefined) return verdict.retryAfterMs > 0 ? Math.ceil(verdict.retryAfterMs) : undefined;
  return verdict.retryable || verdict.category === 'quota_exhausted' ? readRetryAfterMs(facts, clockOf(facts, context)) : undefined;
}

function toVerdict(verdict: Verdict, retryAfterMs: number | undefined, { retryAfterCapMs = Infinity }: FailureContext): Verdict {
  const { category, retryable, freshSample, outcomeUnknown } = verdict;
  const whole: Verdict = {
    category,
    retryable,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(freshSample === true && { freshSample }),
    ...(outcomeUnknown === true && { outcomeUnknown }),
  };
  return limitWait(whole, retryAfterCapMs);
}
