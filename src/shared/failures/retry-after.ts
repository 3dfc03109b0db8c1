import { parseDurationMs } from './duration.js';
import type { ErrorFacts } from './error-facts.js';
import { parseHttpDateMs } from './http-date.js';
import { readNumber, readProperty } from './read-property.js';
import { readResetHeadersMs } from './reset-headers.js';

const MS_HEADERS = ['retry-after-ms', 'x-ms-retry-after-ms'] as const;
const MS_FIELDS = ['retryAfterMs', 'retry_after_ms', 'retryAfterInMs', 'timeToReset', 'msBeforeNext'] as const;
const SECONDS_FIELDS = ['retry_after', 'retry_after_seconds', 'retryAfterSeconds', 'retryAfter', 'resets_in_seconds'] as const;
const DURATION =
  '(\\d{1,9}(?:\\.\\d{1,9})? ?[a-z]{1,12}(?:(?:[ ,]{1,2}| and )?\\d{1,9}(?:\\.\\d{1,9})? ?(?:ms|m|s|h|min|sec|minutes?|seconds?)(?![a-z])){0,3})';
const IN_WORDS = new RegExp(
  `(?:try again|retry(?:ing)?(?: (?:your|the|this) (?:request|call|operation)s?)?|wait|available(?: again)?|resets?|replenished) ` +
    `(?:in |after |for )?(?:about |approximately |at least )?${DURATION}`,
);
const DATE_IN_WORDS = /\bretry after (\d{4}-\d\d-\d\dt\d\d:\d\d:\d\d(?:\.\d{1,9})?z)/;
const RETRY_DELAY_TEXT = /"retrydelay": ?"(\d{1,9}(?:\.\d{1,9})?s)"/;

/**
 * The wait the other side asked for, in whole milliseconds, at least 1; undefined when it asked for none, for zero or for a moment in the past.
 * The most explicit statement wins: headers, then Google's `RetryInfo`, the reset of an exhausted limit, the body's own field, words.
 */
export function readRetryAfterMs(facts: ErrorFacts, nowMs: number | undefined): number | undefined {
  const stated =
    readMsHeader(facts) ??
    readRetryAfterHeader(facts, nowMs) ??
    readRetryInfo(facts) ??
    readResetHeadersMs(facts, nowMs) ??
    readFields(facts) ??
    readWords(facts, nowMs);
  return stated === undefined || !Number.isFinite(stated) || stated <= 0 ? undefined : Math.ceil(stated);
}

function readMsHeader(facts: ErrorFacts): number | undefined {
  return MS_HEADERS.map((name) => toAmount(facts.header(name))).find((amount) => amount !== undefined);
}

function readRetryAfterHeader(facts: ErrorFacts, nowMs: number | undefined): number | undefined {
  const value = facts.header('retry-after');
  if (value === undefined) return undefined;
  const seconds = toAmount(value);
  if (seconds !== undefined) return seconds * 1000;
  const dateMs = parseHttpDateMs(value);
  if (dateMs !== undefined) return nowMs === undefined ? undefined : dateMs - nowMs;
  return parseDurationMs(value);
}

function readRetryInfo({ records, text }: ErrorFacts): number | undefined {
  for (const record of records) {
    const delayMs = toDelayMs(readProperty(record, 'retryDelay'));
    if (delayMs !== undefined) return delayMs;
  }
  return parseDurationMs(RETRY_DELAY_TEXT.exec(text)?.[1] ?? '');
}

/** A protobuf duration: `"46.5s"` in JSON, `{ seconds, nanos }` from a gRPC client. */
function toDelayMs(delay: unknown): number | undefined {
  if (typeof delay === 'string') return parseDurationMs(delay);
  const seconds = toSeconds(readProperty(delay, 'seconds'));
  return seconds === undefined ? undefined : seconds * 1000 + (readNumber(delay, 'nanos') ?? 0) / 1e6;
}

function readFields({ records }: ErrorFacts): number | undefined {
  for (const record of records) {
    const milliseconds = MS_FIELDS.map((key) => readNumber(record, key)).find((amount) => amount !== undefined);
    if (milliseconds !== undefined) return milliseconds;
    const seconds = SECONDS_FIELDS.map((key) => toSeconds(readProperty(record, key)));
    const first = seconds.find((amount) => amount !== undefined);
    if (first !== undefined) return first * 1000;
  }
  return undefined;
}

function readWords({ text }: ErrorFacts, nowMs: number | undefined): number | undefined {
  const dateMs = parseHttpDateMs(DATE_IN_WORDS.exec(text)?.[1] ?? '');
  if (dateMs !== undefined) return nowMs === undefined ? undefined : dateMs - nowMs;
  return parseDurationMs((IN_WORDS.exec(text)?.[1] ?? '').replaceAll(' and ', ' '));
}

function toSeconds(value: unknown): number | undefined {
  if (typeof value === 'string') return toAmount(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function toAmount(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
}
