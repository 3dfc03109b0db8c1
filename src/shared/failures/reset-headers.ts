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
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset-after'],
  ['x-rate-limit-remaining', 'x-rate-limit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
];
/** Numbers above these are epoch seconds and epoch milliseconds; below, seconds from now. */
const MIN_EPOCH_SECONDS = 1e9;
const MIN_EPOCH_MS = 1e11;

/** The longest wait among the dimensions that are used up, in milliseconds. */
export function readResetHeadersMs(facts: ErrorFacts, nowMs: number | undefined): number | undefined {
  const waits = DIMENSIONS.flatMap(([remaining, reset]) => {
    const value = facts.header(reset);
    return value !== undefined && Number(facts.header(remaining) ?? Number.NaN) <= 0 ? (toWaitMs(value, nowMs) ?? []) : [];
  });
  const drafted = readDraft(facts.header('ratelimit'));
  const all = drafted === undefined ? waits : [...waits, drafted];
  return all.length === 0 ? undefined : Math.max(...all);
}

function toWaitMs(value: string, nowMs: number | undefined): number | undefined {
  const amount = /^\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : Number.NaN;
  if (amount < MIN_EPOCH_SECONDS) return amount * 1000;
  const untilMs = amount >= MIN_EPOCH_MS ? amount : amount * 1000;
  const dateMs = Number.isNaN(amount) ? parseHttpDateMs(value) : untilMs;
  if (dateMs === undefined) return parseDurationMs(value);
  return nowMs === undefined ? undefined : dateMs - nowMs;
}

/** `RateLimit: "default";r=0;t=30`, and its older form `limit=100, remaining=0, reset=30`. */
function readDraft(value: string | undefined): number | undefined {
  if (value === undefined || value.length > 400 || !/\b(?:r|remaining)=0\b/.test(value)) return undefined;
  const seconds = /\b(?:t|reset)=(\d{1,9})\b/.exec(value)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
