/**
 * `npm run chaos [-- --write] [--kills 300] [--steps 10000]`: measures every cell of the chaos matrix on real processes and prints it. With
 * `--write` it goes into `docs/chaos.json`, and the page and the picture are made from that; `--render` only makes them again.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
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
  },
});

async function measure(): Promise<ChaosReport> {
  const build = await buildPackage();
  if (!build.ok) throw new Error(`The build failed, so nothing was measured:\n${build.output}`);
  // It imports the package by its name, so it has to be built first.
  const { measureChaos } = await import('../test/support/chaos/measure-chaos.ts');
  const print = (line: string): void => console.log(line);
  return measureChaos({
    kills: Number(values.kills),
    steps: Number(values.steps),
    onCells: (cells) => cells.forEach((cell) => print(`${cell.event} · ${cell.kind}: ${cellText(cell)}`)),
  });
}

function render(): void {
  const report = JSON.parse(readFileSync(JSON_FILE, 'utf8')) as ChaosReport;
  writeFileSync(PAGE, fillPage(readFileSync(PAGE, 'utf8'), report));
  writeFileSync(PICTURE, toPicture(report));
}

if (!values.render) {
  const report = await measure();
  console.log(toSummary(report));
  if (values.write) writeFileSync(JSON_FILE, `${JSON.stringify(report, null, 2)}\n`);
}
if (values.write || values.render) render();
process.exit(0);
