import { ENTRANCES } from '../../support/canaries/canaries.ts';
import { OURS, PLACES, withCanaries, type CanaryScene } from '../../support/canaries/canary-scene.ts';
import { entrancesOf, findCanaries, type Find } from '../../support/canaries/find-canaries.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const RUNS = ['everything', 'takes'] as const;

function listOf(found: readonly Find[]): string {
  return found.map(({ entrance, place }) => `${entrance}: ${place}`).join('\n');
}

async function eraseAll({ cli }: CanaryScene): Promise<void> {
  for (const run of RUNS) {
    const { exitCode, stderr } = await cli(['erase', '--run', run, '--delete']);
    if (exitCode !== 0) throw new Error(stderr);
  }
}

const encrypted = defineBar({
  area: 'payloads',
  bar: `planted texts that others find with encryption on, of ${ENTRANCES.length}, in ${PLACES.join(', ')}`,
  unit: 'found',
  target: 0,
  async measure() {
    let [inTheClear, found]: [readonly Find[], readonly Find[]] = [[], []];
    await withCanaries(undefined, async (scene) => void (inTheClear = await findCanaries(scene)));
    await withCanaries('1', async (scene) => void (found = await findCanaries(scene)));
    const planted = entrancesOf(inTheClear).length;
    const note = [
      `without encryption ${planted} are found, in ${new Set(inTheClear.map(({ place }) => place)).size} places`,
      listOf(found),
    ];
    return { value: entrancesOf(found).length, ok: found.length === 0 && planted === ENTRANCES.length, note: note.join('\n').trim() };
  },
});

const erased = defineBar({
  area: 'payloads',
  bar: `planted texts in ${OURS.join(', ')} after \`onceward store erase\` of the runs, without encryption; and objects left with it`,
  unit: 'found or left',
  target: 0,
  async measure() {
    let [before, after, objects, left]: [readonly Find[], readonly Find[], number, number] = [[], [], 0, -1];
    await withCanaries(undefined, async (scene) => {
      before = await findCanaries(scene, OURS);
      await eraseAll(scene);
      after = await findCanaries(scene, OURS);
    });
    await withCanaries('1', async (scene) => {
      objects = (await scene.keys()).length;
      await eraseAll(scene);
      left = (await scene.keys()).length;
    });
    const note = [`${entrancesOf(before).length} found and ${objects} objects before`, listOf(after)].join('\n').trim();
    return { value: after.length + left, ok: after.length + left === 0 && before.length > 0 && objects > 0, note };
  },
});

export const canaryBars: readonly Bar[] = [encrypted, erased];
