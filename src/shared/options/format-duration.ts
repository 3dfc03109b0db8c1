const UNITS = [
  ['d', 24 * 60 * 60 * 1_000],
  ['h', 60 * 60 * 1_000],
  ['min', 60 * 1_000],
  ['s', 1_000],
] as const;

/**
 * A duration for people, its two largest units: `1 h 20 min`, `45 s`, `800 ms`.
 *
 * @param ms milliseconds
 */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  let rest = ms;
  const parts: string[] = [];
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    if (count > 0) parts.push(`${count} ${unit}`);
    else if (parts.length > 0) break;
  }
  return parts.slice(0, 2).join(' ');
}
