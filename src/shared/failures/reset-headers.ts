import { parseDurationMs } from './duration.js';
import type { ErrorFacts } from './error-facts.js';
import { parseHttpDateMs } from './http-date.js';

/** Pairs of "how much is left" and "when it is full again", one for each dimension a provider counts. */
const DIMENSIONS: readonly (readonly [remaining: string, reset: string])[] = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['anthropic-ratelimit-tokens-remaining', 'anthropic-ratelimit-tokens-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
  ['anthropic-ratelimit-output-tokens-remaining', 'anthropic-ratelimit-output-tokens-reset'],
  ['x-ratelimit-requests-remaining', 'x-ratelimit-requests-reset'],
  ['ratelimitbysize-remaining', 'ratelimitbysize-reset'],
];
/** Of services that count one thing only: in a 429 that one is used up, also where it is not said. */
const SINGLE: typeof DIMENSIONS = [
  ['x-ratelimit-remaining', 'x-ratelimit-reset-after'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['x-rate-limit-remaining', 'x-rate-limit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
];
const TOO_MANY_REQUESTS = 429;
/** Numbers above these are epoch seconds and epoch milliseconds; below, seconds from now. */
const MIN_EPOCH_SECONDS = 1e9;
const MIN_EPOCH_MS = 1e11;

/** The longest wait among the dimensions that are used up, in milliseconds. */
export function readResetHeadersMs(facts: ErrorFacts, nowMs: number | undefined): number | undefined {
  const unsaid = facts.status === TOO_MANY_REQUESTS ? '0' : undefined;
  const waits = [
    ...DIMENSIONS.map((dimension) => readDimension(facts, nowMs, dimension)),
    ...SINGLE.map((dimension) => readDimension(facts, nowMs, dimension, unsaid)),
    ...readDraft(facts.header('ratelimit')),
  ].filter((wait) => wait !== undefined);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function readDimension(
  facts: ErrorFacts,
  nowMs: number | undefined,
  [remaining, reset]: (typeof DIMENSIONS)[number],
  unsaid?: string,
): number | undefined {
  const value = facts.header(reset);
  const left = facts.header(remaining) ?? unsaid;
  return value === undefined || left === undefined || !(Number(left) <= 0) ? undefined : toWaitMs(value, nowMs);
}

function toWaitMs(value: string, nowMs: number | undefined): number | undefined {
  const amount = /^\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
  if (amount < MIN_EPOCH_SECONDS) return amount * 1000;
  const untilMs = amount >= MIN_EPOCH_MS ? amount : amount * 1000;
  const dateMs = Number.isNaN(amount) ? parseHttpDateMs(value) : untilMs;
  if (dateMs === undefined) return parseDurationMs(value);
  return nowMs === undefined ? undefined : dateMs - nowMs;
}

/** `RateLimit: "burst";r=0;t=30, "day";r=9;t=600`, one item a limit, and its older form `limit=100, remaining=0, reset=30`. */
function readDraft(value = ''): readonly number[] {
  const items = value.includes('remaining=') ? [value] : value.split(',');
  return items.flatMap((item) => {
    const seconds = /\b(?:t|reset)=(\d{1,9})\b/.exec(item)?.[1];
    return seconds !== undefined && /\b(?:r|remaining)=0\b/.test(item) ? [Number(seconds) * 1000] : [];
  });
}
