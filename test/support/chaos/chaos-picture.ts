import { isKept, type ChaosCell } from './chaos-cell.ts';
import type { ChaosReport } from './chaos-report.ts';
import { kindsOf, rowsOf } from './chaos-table.ts';

const EVENTS_WIDTH = 340;
const CELL = { width: 100, height: 28, gap: 4 };
const HEAD_HEIGHT = 88;
const MARGIN = 20;
const LEGEND_HEIGHT = 64;

/** Legible on white and on black: a page may show the picture on either. */
const STYLE = `
  text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #24292f; }
  .title { font-size: 17px; font-weight: 600; }
  .count { text-anchor: middle; fill: #ffffff; font-weight: 600; }
  .none { text-anchor: middle; fill: #8b949e; }
  .once { fill: #1a7f37; } .again { fill: #9a6700; } .asked { fill: #0969da; } .broken { fill: #cf222e; }
  .back { fill: #ffffff; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .back { fill: #0d1117; } .count { fill: #ffffff; } }`;

/** The matrix as an SVG picture: a row an event, a column a kind of step, in each cell the calls that one step cost. */
export function toPicture(report: ChaosReport): string {
  const [kinds, rows] = [kindsOf(report), rowsOf(report)];
  const width = MARGIN * 2 + EVENTS_WIDTH + kinds.length * (CELL.width + CELL.gap);
  const height = MARGIN * 2 + HEAD_HEIGHT + rows.length * (CELL.height + CELL.gap) + LEGEND_HEIGHT;
  const body = rows.flatMap(({ event, cells }, row) => {
    const y = MARGIN + HEAD_HEIGHT + row * (CELL.height + CELL.gap);
    return [`<text x="${MARGIN}" y="${y + 19}">${escape(event)}</text>`, ...cells.map((cell, column) => drawCell(cell, column, y))];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    '<title>Calls that reached the other side, by what happened and by kind of step</title>',
    `<style>${STYLE}\n</style>`,
    `<rect class="back" width="${width}" height="${height}"/>`,
    `<text class="title" x="${MARGIN}" y="${MARGIN + 14}">Calls that reached the other side, for each step</text>`,
    ...kinds.map(drawHead),
    ...body,
    ...drawLegend(
      height - MARGIN - LEGEND_HEIGHT + 28,
      report.cells.some(({ asked }) => Boolean(asked)),
    ),
    '</svg>\n',
  ].join('\n');
}

function xOf(column: number): number {
  return MARGIN + EVENTS_WIDTH + column * (CELL.width + CELL.gap);
}

/** Two lines: the kind, and whose it is. */
function drawHead(kind: string, column: number): string {
  const [thing = '', framework = ''] = kind.split(', ');
  const [x, y] = [xOf(column) + CELL.width / 2, MARGIN + HEAD_HEIGHT - 30];
  return `<text x="${x}" y="${y}" text-anchor="middle">${escape(thing)}</text><text x="${x}" y="${y + 18}" text-anchor="middle">${escape(framework)}</text>`;
}

function drawCell(cell: ChaosCell | undefined, column: number, y: number): string {
  const [x, middle] = [xOf(column), xOf(column) + CELL.width / 2];
  if (cell === undefined) return `<text class="none" x="${middle}" y="${y + 19}">–</text>`;
  const box = `<rect class="${classOf(cell)}" x="${x}" y="${y}" width="${CELL.width}" height="${CELL.height}" rx="4"/>`;
  return `${box}<text class="count" x="${middle}" y="${y + 19}">${cell.calls} / ${cell.steps}${cell.asked ? ', asked' : ''}</text>`;
}

function classOf(cell: ChaosCell): 'once' | 'again' | 'asked' | 'broken' {
  if (!isKept(cell)) return 'broken';
  if (cell.asked) return 'asked';
  return cell.calls > cell.steps ? 'again' : 'once';
}

function drawLegend(y: number, hasAsked: boolean): readonly string[] {
  const entries = [
    ['once', 'one call a step', 150],
    ['again', 'and once more for what was in flight, or what a reset asked for again', 510],
    ...(hasAsked ? ([['asked', 'a person was asked before a second', 290]] as const) : []),
    ['broken', 'promise broken', 150],
  ] as const;
  let x = MARGIN;
  return entries.map(([name, text, width]) => {
    const entry = `<rect class="${name}" x="${x}" y="${y}" width="18" height="18" rx="3"/><text x="${x + 26}" y="${y + 14}">${text}</text>`;
    x += width;
    return entry;
  });
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
