/**
 * `npm run compatibility [-- ai-sdk | langchain] [--write]`: records agents with the oldest, the newest and the release before the newest of each framework, replays
 * the histories of each with the others, and prints what came of it. With `--write` it goes into `docs/compatibility.json`, and the page is made from that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { CompatibilityReport } from '../test/support/compatibility/compatibility-table.ts';
import type { Framework } from '../test/support/compatibility/framework-releases.ts';
import { buildPackage } from './build-package.ts';

const [JSON_FILE, PAGE] = ['docs/compatibility.json', 'docs/compatibility.md'];
const { values, positionals } = parseArgs({ options: { write: { type: 'boolean', default: false } }, allowPositionals: true });

async function measure(): Promise<void> {
  const build = await buildPackage();
  if (!build.ok) throw new Error(`The build failed, so nothing was measured:\n${build.output}`);
  const [{ comparePairs }, { fillCompatibilityPage }, { FRAMEWORK_RELEASES }] = await Promise.all([
    import('../test/support/compatibility/compare-pairs.ts'),
    import('../test/support/compatibility/compatibility-table.ts'),
    import('../test/support/compatibility/framework-releases.ts'),
  ]);
  const frameworks = Object.keys(FRAMEWORK_RELEASES) as Framework[];
  const unknown = positionals.find((word) => !(frameworks as readonly string[]).includes(word));
  if (unknown !== undefined) throw new Error(`There is no framework '${unknown}'. There are ${frameworks.join(', ')}.`);
  for (const framework of frameworks.filter((one) => positionals.length === 0 || positionals.includes(one))) {
    const pairs = await comparePairs(framework);
    for (const pair of pairs) console.log(JSON.stringify(pair));
    if (!values.write) continue;
    const { version: onceward } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const { pairs: former } = JSON.parse(readFileSync(JSON_FILE, 'utf8')) as CompatibilityReport;
    const measuredOn = new Date().toISOString().slice(0, 10);
    const report = { measuredOn, onceward, pairs: [...former.filter((pair) => pair.framework !== framework), ...pairs] };
    writeFileSync(JSON_FILE, `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(PAGE, fillCompatibilityPage(readFileSync(PAGE, 'utf8'), report));
  }
}

await measure();
process.exit(0);
