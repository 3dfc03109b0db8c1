/**
 * `npm run bench -- history [--steps 60,100] [--json] [--write]`: how histories grow, in every way to keep them; `--write` makes table and picture of it.
 * `npm run bench [-- <case>] [--steps 10,30] [--peers] [--json]`: measures what the agents of `bench/cases/` cost a step, with Temporal and without.
 */
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';

const { values, positionals } = parseArgs({
  options: {
    steps: { type: 'string', default: '10' },
    json: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const steps = values.steps.split(',').map(Number);
if (!steps.every((count) => Number.isInteger(count) && count > 0)) {
  console.error(`--steps is '${values.steps}': give numbers above 0, such as --steps 10,30.`);
  process.exit(1);
}
const build = await buildPackage();
if (!build.ok) {
  console.error(`The build failed, so nothing was measured:\n${build.output}`);
  process.exit(1);
}
// It imports the package by its name, so it has to be built first.
const [{ runBench }, { runHistory }, { writeHistory }, { caseNames }, { installPeers }] = await Promise.all([
  import('../bench/run-bench.ts'),
  import('../bench/run-history.ts'),
  import('../bench/write-history.ts'),
  import('../bench/measure/bench-case.ts'),
  import('../bench/measure/peers.ts'),
]);
const [caseName] = positionals;
if (caseName !== undefined && caseName !== 'history' && !caseNames().includes(caseName)) {
  console.error(`There is no case '${caseName}'. There are ${[...caseNames(), 'history'].join(', ')}.`);
  process.exit(1);
}
if (values.peers || caseName === 'history') await installPeers();
const common = { steps, peers: values.peers, json: values.json, print: console.log };
if (caseName === 'history') {
  const growths = await runHistory({ ...common, note: console.error });
  if (values.write) writeHistory(growths);
} else await runBench({ ...common, caseName });
