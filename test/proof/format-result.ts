import type { BarResult } from './measure-bar.ts';

/** `✔ area  bar: measured unit (target …)`, and what was noted on lines below. */
export function formatResult({ area, bar, value, unit, target, ok, note }: BarResult): string {
  const measured = value === null ? 'not measured' : `${value} ${unit}`;
  const notes = note === undefined ? '' : note.replaceAll(/^/gm, '\n    ').replaceAll('\n\n', '\n');
  return `${ok ? '✔' : '✖'} ${area}  ${bar}: ${measured} (target ${target} ${unit})${notes}`;
}
