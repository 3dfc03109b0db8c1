/**
 * `npm run chaos [-- --write] [--kills 300] [--steps 10000] [--part matrix]`: measures every cell of the chaos matrix on real processes, kills at
 * random moments and generated steps, and prints what was counted; `--part` (`matrix`, `kills`, `generated`, more than once) only some of it. With
 * `--write` it goes into `docs/chaos.json`, and the page and the picture are made from that; `--render` only makes them again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ChaosCell } from '../test/support/chaos/chaos-cell.ts';
import type { ChaosReport } from '../test/support/chaos/chaos-report.ts';
import { toPicture } from '../test/support/chaos/chaos-picture.ts';
import { cellText, fillPage, toSummary } from '../test/support/chaos/chaos-table.ts';
import { buildPackage } from './build-package.ts';

const [JSON_FILE, PAGE, PICTURE] = ['docs/chaos.json', 'docs/chaos.md', 'docs/images/chaos-matrix.svg'];

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    render: { type: 'boolean', default: false },
    kills: { type: 'string', default: '300' },
    steps: { type: 'string', default: '10000' },
    part: { type: 'string', multiple: true },
  },
});

async function measure(): Promise<void> {
  const build = await buildPackage();
  if (!build.ok) throw new Error(`The build failed, so nothing was measured:\n${build.output}`);
  // It imports the package by its name, so it has to be built first.
  const { CHAOS_PARTS } = await import('../test/support/chaos/measure-chaos.ts');
  const unknown = values.part?.find((part) => !(part in CHAOS_PARTS));
  if (unknown !== undefined) throw new Error(`--part takes ${Object.keys(CHAOS_PARTS).join(', ')}, not '${unknown}'.`);
  const options = {
    kills: Number(values.kills),
    steps: Number(values.steps),
    onCells: (cells: readonly ChaosCell[]) => cells.forEach((cell) => console.log(`${cell.event} · ${cell.kind}: ${cellText(cell)}`)),
  };
  for (const [part, measurePart] of Object.entries(CHAOS_PARTS)) {
    if (values.part !== undefined && !values.part.includes(part)) continue;
    const measured: Partial<ChaosReport> = await measurePart(options);
    console.log(toSummary(measured));
    // Each part as soon as it is there: the next may take half an hour.
    if (values.write) keep(measured);
  }
}

function keep(measured: Partial<ChaosReport>): void {
  const report = { ...readReport(), ...measured };
  writeFileSync(JSON_FILE, `${JSON.stringify(report, null, 2)}\n`);
  render();
}

function readReport(): ChaosReport {
  return JSON.parse(readFileSync(JSON_FILE, 'utf8')) as ChaosReport;
}

function render(): void {
  const report = readReport();
  writeFileSync(PAGE, fillPage(readFileSync(PAGE, 'utf8'), report));
  writeFileSync(PICTURE, toPicture(report));
}

if (values.render) render();
else await measure();
process.exit(0);
