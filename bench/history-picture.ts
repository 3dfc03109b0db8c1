import type { HistoryGrowth } from './run-history.ts';

const WIDTH = 900;
const LEFT = 280;
const RIGHT = 150;
const TOP = 92;
const BAR = { height: 26, gap: 12 };
const BOTTOM = 56;
const TICKS = [1_000, 10_000, 100_000, 1_000_000] as const;

/** Legible on white and on black: a page may show the picture on either. */
const STYLE = `
  text { font: 14px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #24292f; }
  .title { font-size: 18px; font-weight: 600; }
  .note, .tick { font-size: 12px; fill: #57606a; }
  .tick { text-anchor: middle; }
  .value { font-weight: 600; }
  .own { fill: #1a7f37; } .peer { fill: #8c959f; }
  .line { stroke: #d0d7de; } .back { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .note, .tick { fill: #9198a1; } .line { stroke: #3d444d; } .back { fill: #0d1117; }
    .own { fill: #3fb950; } .peer { fill: #6e7681; }
  }`;

/** The names of the variants, as people read them. */
export const VARIANT_TITLES: Readonly<Record<string, string>> = {
  onceward: 'onceward',
  'onceward-zstd': 'onceward, compressed',
  'onceward-no-store': 'onceward, no store',
  'onceward-langchain': 'onceward, LangChain',
  'onceward-langchain-zstd': 'onceward, LangChain, compressed',
  'temporal-ai-sdk': '@temporalio/ai-sdk',
  'temporal-ai-sdk-echo': '@temporalio/ai-sdk, with echo',
};

/** A bar for each variant, as long as the logarithm of its bytes a step, the longest first. */
export function toHistoryPicture(growths: readonly HistoryGrowth[]): string {
  const steps = Math.max(...growths.map((growth) => growth.steps));
  const bars = growths.filter((growth) => growth.steps === steps).toSorted((one, other) => other.bytesPerStep - one.bytesPerStep);
  const height = TOP + bars.length * (BAR.height + BAR.gap) + BOTTOM;
  const foot = height - BOTTOM + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>Bytes of history for each step of an agent of ${steps} steps</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="back" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="20" y="34">History for each step of an agent of ${steps} steps</text>`,
    '<text class="note" x="20" y="58">1 KB answers, 8 KB tool results, 6 KB of instructions and tools. The scale is logarithmic; shorter is better.</text>',
    ...TICKS.map((tick) => drawTick(tick, foot)),
    ...bars.flatMap((bar, row) => drawBar(bar, TOP + row * (BAR.height + BAR.gap))),
    '</svg>\n',
  ].join('\n');
}

function xOf(bytes: number): number {
  const [first, last] = [Math.log10(TICKS[0]), Math.log10(TICKS[3])];
  return LEFT + ((Math.log10(bytes) - first) / (last - first)) * (WIDTH - LEFT - RIGHT);
}

function drawTick(bytes: number, foot: number): string {
  const x = xOf(bytes).toFixed(1);
  const line = `<line class="line" x1="${x}" x2="${x}" y1="${TOP - 12}" y2="${foot}"/>`;
  return `${line}<text class="tick" x="${x}" y="${foot + 20}">${bytes < 1_000_000 ? `${bytes / 1_000} KB` : `${bytes / 1_000_000} MB`}</text>`;
}

function drawBar({ variant, bytesPerStep }: HistoryGrowth, y: number): readonly string[] {
  const end = xOf(bytesPerStep);
  const middle = y + BAR.height / 2 + 5;
  const isOwn = variant.startsWith('onceward');
  return [
    `<text x="20" y="${middle}">${VARIANT_TITLES[variant] ?? variant}</text>`,
    `<rect class="${isOwn ? 'own' : 'peer'}" x="${LEFT}" y="${y}" width="${(end - LEFT).toFixed(1)}" height="${BAR.height}" rx="3"/>`,
    `<text class="value" x="${(end + 8).toFixed(1)}" y="${middle}">${toKilobytes(bytesPerStep, isOwn)}</text>`,
  ];
}

/** Never in our favour: ours is rounded up, a peer's down. */
function toKilobytes(bytes: number, isOwn: boolean): string {
  const tenths = (isOwn ? Math.ceil : Math.floor)(bytes / 100);
  return `${(tenths / 10).toFixed(1)} KB`;
}
