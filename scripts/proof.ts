/**
 * `npm run proof [-- <area> [<words of a bar's name>]] [--json]`: measures every bar, those of an area, or those of an area whose name holds
 * the words, and prints what was measured beside its target, one line a bar. Fails when any bar is missed or could not be measured.
 */
import { parseArgs } from 'node:util';
import { buildPackage } from './build-package.ts';
import { resolveSources } from './resolve-sources.ts';

async function prove(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
  const build = await buildPackage();
  if (!build.ok) {
    console.error(`The build failed, so nothing was measured:\n${build.output}`);
    return 1;
  }
  resolveSources();
  // They import the package by its name, so it has to be built first.
  const [{ BAR_GROUPS }, { measureApart }, { runProof }] = await Promise.all([
    import('../test/proof/bars.ts'),
    import('../test/proof/measure-apart.ts'),
    import('../test/proof/run-proof.ts'),
  ]);
  const [area, ...words] = positionals;
  const sinks = { print: console.log, remark: console.error };
  return runProof({ groups: BAR_GROUPS, measure: measureApart, area, words: words.join(' '), json: values.json, ...sinks });
}

process.exitCode = await prove();
