/**
 * Measures the bars that are named (`area: bar`) in this process and writes each result to file descriptor 3, as one line of JSON. `npm run proof`
 * starts it; the package is built by then.
 */
import { writeSync } from 'node:fs';
import { resolveSources } from './resolve-sources.ts';

const RESULTS = 3;

async function measure(names: readonly string[]): Promise<void> {
  resolveSources();
  const [{ BAR_GROUPS }, { nameOf }, { measureBars }] = await Promise.all([
    import('../test/proof/bars.ts'),
    import('../test/proof/measure-apart.ts'),
    import('../test/proof/measure-bar.ts'),
  ]);
  const chosen = BAR_GROUPS.flat().filter((bar) => names.includes(nameOf(bar)));
  for await (const result of measureBars(chosen)) writeSync(RESULTS, `${JSON.stringify(result)}\n`);
}

await measure(process.argv.slice(2));
// A bar that was given up may leave something running.
process.exit();
