const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const UNIT_BY_WORD: readonly (readonly [pattern: RegExp, unit: string])[] = [
  [/^(?:ms|milliseconds?)$/, 'ms'],
  [/^(?:s|secs?|seconds?)$/, 's'],
  [/^(?:m|mins?|minutes?)$/, 'm'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:d|days?)$/, 'd'],
];
const PART = /(\d{1,12}(?:\.\d{1,12})?) {0,2}([a-z]{1,12})/gi;
const WHOLE = /^(?:\d{1,12}(?:\.\d{1,12})? {0,2}[a-z]{1,12},? {0,2}){1,6}$/i;

/** Milliseconds of a written duration: `20ms`, `6m0s`, `46.28s`, `1h2m3s`, `26 seconds`. Undefined when it is none. */
export function parseDurationMs(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 80 || !WHOLE.test(trimmed)) return undefined;
  let totalMs = 0;
  for (const [, amount = '', word = ''] of trimmed.matchAll(PART)) {
    const unit = UNIT_BY_WORD.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
    if (unit === undefined) return undefined;
    totalMs += Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  return totalMs;
}
