import { isDeepStrictEqual } from 'node:util';
import { changeOf, PATTERN_NAMES, startPatternsScene, type PatternsScene } from '../../support/patterns-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST_PATTERNS = 10;
const MOST_CHANGED_LINES = 10;
const MOST_NEW_LINES = 40;

export const patternBars: readonly Bar[] = [
  defineBar({
    area: 'ai-sdk',
    bar: 'agent patterns that as a workflow ask or answer something else than plain AI SDK code, do not replay, or take more than 10 changed or 40 new lines',
    unit: 'patterns',
    target: 0,
    async measure() {
      const scene = await startPatternsScene();
      try {
        const failing: string[] = [];
        for (const name of PATTERN_NAMES) if (!isSmall(name) || !(await isSame(scene, name))) failing.push(name);
        const lines = PATTERN_NAMES.map((name) => `${name} ${changeOf(name).changedLines} changed ${changeOf(name).newLines} new`);
        const note = [`${PATTERN_NAMES.length} patterns`, ...failing.map((name) => `${name} fails`), ...lines].join('; ');
        return { value: failing.length, ok: failing.length === 0 && PATTERN_NAMES.length >= FEWEST_PATTERNS, note };
      } finally {
        await scene.stop();
      }
    },
  }),
];

function isSmall(name: string): boolean {
  const { changedLines, newLines, removedFiles } = changeOf(name);
  return changedLines <= MOST_CHANGED_LINES && newLines <= MOST_NEW_LINES && removedFiles.length === 0;
}

async function isSame(scene: PatternsScene, name: string): Promise<boolean> {
  const { plain, durable } = await scene.run(name);
  const asked = await scene.replay(name);
  return plain.requests.length > 0 && asked.length === 0 && isDeepStrictEqual(durable, plain);
}
