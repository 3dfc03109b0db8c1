/**
 * `npm run record-histories [-- <example> …] [--again]`: runs each example that the version of package.json has no history of on a real server, and keeps its
 * history in `test/fixtures/histories/<version>/`, where `npm test` replays it from then on. One that stands is not recorded again; `--again` does it,
 * for the examples that are named, as long as the version is unreleased.
 */
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';

const { values, positionals } = parseArgs({ options: { again: { type: 'boolean', default: false } }, allowPositionals: true });

async function record(): Promise<void> {
  const build = await buildPackage();
  if (!build.ok) throw new Error(`The build failed, so nothing was recorded:\n${build.output}`);
  // They import the package by its name, so it has to be built first.
  const [{ RECORDERS }, { examplesOf, keepHistory, readRelease, releaseVersions }] = await Promise.all([
    import('../test/support/histories/record-examples.ts'),
    import('../test/support/histories/kept-histories.ts'),
  ]);
  const { current, published } = releaseVersions();
  const all = RECORDERS.flatMap(({ examples }) => examples);
  const unknown = positionals.find((example) => !all.includes(example));
  if (unknown !== undefined) throw new Error(`There is no example '${unknown}'. There are ${all.join(', ')}.`);
  if (values.again && published.includes(current))
    throw new Error(`${current} is published: its histories stand for the runs of those who use it, and are never recorded again.`);
  if (values.again && positionals.length === 0) throw new Error('Name the examples that are to be recorded again.');
  const kept = examplesOf(readRelease(current));
  const standing = positionals.filter((example) => kept.includes(example));
  if (standing.length > 0 && !values.again) throw new Error(`${current} has a history of ${standing.join(', ')}, which stands.`);
  const wanted = positionals.length > 0 ? positionals : all.filter((example) => !kept.includes(example));
  for (const recorder of RECORDERS) {
    const own = recorder.examples.filter((example) => wanted.includes(example));
    if (own.length === 0) continue;
    for await (const [example, history] of recorder.record(own)) {
      keepHistory(current, example, history);
      console.log(`${example}: ${history.events?.length ?? 0} events`);
    }
  }
  if (wanted.length === 0) console.log(`${current} has a history of each example.`);
}

try {
  await record();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.exit(0);
