import { readFileSync } from 'node:fs';
import { comparePairs, type ComparedPair } from '../../support/compatibility/compare-pairs.ts';
import { historyOf, type CompatibilityReport } from '../../support/compatibility/compatibility-table.ts';
import { FRAMEWORK_RELEASES, type Framework } from '../../support/compatibility/framework-releases.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const TIMEOUT_MS = 40 * 60_000;
const FEWEST_HISTORIES = 70;

/** What docs/compatibility.md says is not replayed. */
function publishedFailures(): ReadonlySet<string> {
  const { pairs } = JSON.parse(readFileSync('docs/compatibility.json', 'utf8')) as CompatibilityReport;
  return new Set(pairs.flatMap(failuresOf));
}

function failuresOf({ framework, recorded, replayed, failed }: ComparedPair): readonly string[] {
  return failed.map((problem) => `${framework}, ${recorded} → ${replayed}: ${historyOf(problem)}`);
}

export const compatibilityBars: readonly Bar[] = (Object.keys(FRAMEWORK_RELEASES) as Framework[]).map((framework) =>
  defineBar({
    area: 'versions',
    bar: `histories of one release of a framework replayed with another, ${framework}: pairs in which one fails that docs/compatibility.md does not tell of`,
    unit: 'pairs',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const pairs = await comparePairs(framework);
      const published = publishedFailures();
      const unpublished = pairs.filter((pair) => failuresOf(pair).some((failure) => !published.has(failure)));
      const told = pairs.map(({ recordedWith, replayedWith, histories, failed }) => {
        const [from, to] = [recordedWith, replayedWith].map((versions) => Object.values(versions).join('/'));
        return `${from} → ${to}: ${histories - failed.length} of ${histories}${failed.length === 0 ? '' : ` (${failed[0]})`}`;
      });
      const isWhole = pairs.length === 6 && pairs.every(({ histories }) => histories >= FEWEST_HISTORIES);
      return { value: unpublished.length, ok: unpublished.length === 0 && isWhole, note: told.join('; ') };
    },
  }),
);
