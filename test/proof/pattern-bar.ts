import { isDeepStrictEqual } from 'node:util';
import { changeOf, startPatternsScene, type PatternSet, type PatternsScene } from '../support/patterns-scene.ts';
import { defineBar, type Bar } from './define-bar.ts';

const FEWEST_PATTERNS = 10;
const MOST_CHANGED_LINES = 10;
const MOST_NEW_LINES = 40;

/** How many patterns of a framework are another agent as a workflow, or no small change. */
export function patternBar(area: string, plain: string, set: PatternSet): Bar {
  return defineBar({
    area,
    bar: `agent patterns that as a workflow ask or answer something else than ${plain}, do not replay, or take more than 10 changed or 40 new lines`,
    unit: 'patterns',
    target: 0,
    async measure() {
      const { names } = set;
      const scene = await startPatternsScene(set);
      try {
        const failing: string[] = [];
        for (const name of names) if (!isSmall(set, name) || !(await isSame(scene, name))) failing.push(name);
        const changes = names.map((name) => ({ name, ...changeOf(set, name) }));
        const lines = changes.map(({ name, changedLines, newLines }) => `${name} ${changedLines} changed ${newLines} new`);
        const note = [`${names.length} patterns`, ...failing.map((name) => `${name} fails`), ...lines].join('; ');
        return { value: failing.length, ok: failing.length === 0 && names.length >= FEWEST_PATTERNS, note };
      } finally {
        await scene.stop();
      }
    },
  });
}

function isSmall(set: PatternSet, name: string): boolean {
  const { changedLines, newLines, removedFiles } = changeOf(set, name);
  return changedLines <= MOST_CHANGED_LINES && newLines <= MOST_NEW_LINES && removedFiles.length === 0;
}

async function isSame(scene: PatternsScene, name: string): Promise<boolean> {
  const { plain, durable } = await scene.run(name);
  const asked = await scene.replay(name);
  return plain.requests.length > 0 && asked.length === 0 && isDeepStrictEqual(durable, plain);
}
