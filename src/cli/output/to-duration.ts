/** A length of time in a table, to three digits: `850 ms`, `3.2 s`, `120 s`, `20 min`. */
export function toDuration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  const [value, unit] = ms < 600_000 ? [ms / 1_000, 's'] : [ms / 60_000, 'min'];
  return `${value < 100 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
}
