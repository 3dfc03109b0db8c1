import type { Measurement } from './measure/measurement.ts';

const COLUMNS = [
  { title: 'case', cell: (run: Measurement) => run.case },
  { title: 'way', cell: (run: Measurement) => run.way },
  { title: 'steps', cell: (run: Measurement) => String(run.steps) },
  { title: 'events', cell: (run: Measurement) => perStep(run.events, run.steps, 1) },
  { title: 'history B', cell: (run: Measurement) => perStep(run.historyBytes, run.steps) },
  { title: 'store B', cell: (run: Measurement) => perStep(run.storeBytes, run.steps) },
  { title: 'journal B', cell: (run: Measurement) => perStep(run.journalBytes, run.steps) },
  { title: 'CPU ms', cell: (run: Measurement) => perStep(run.workerCpuMs, run.steps, 1) },
  { title: 'wall ms', cell: (run: Measurement) => perStep(run.wallMs, run.steps, 1) },
  { title: 'replay CPU ms', cell: (run: Measurement) => perStep(run.replayCpuMs, run.steps, 1) },
  { title: 'load', cell: (run: Measurement) => run.load.toFixed(1) },
] as const;

/** A Markdown table: everything but steps and load is for one step. */
export function formatTable(measurements: readonly Measurement[]): string {
  const rows = [COLUMNS.map(({ title }) => title), ...measurements.map((run) => COLUMNS.map(({ cell }) => cell(run)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => toLine(row.map((cell, column) => pad(cell, widths[column] ?? 0, column))));
  const rule = toLine(widths.map((width, column) => (isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function perStep(total: number | undefined, steps: number, digits = 0): string {
  return total === undefined ? '–' : (total / steps).toFixed(digits);
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function pad(cell: string, width: number, column: number): string {
  return isText(column) ? cell.padEnd(width) : cell.padStart(width);
}

function isText(column: number): boolean {
  return column < 2;
}
