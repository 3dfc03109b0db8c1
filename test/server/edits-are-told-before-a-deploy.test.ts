import { afterAll, beforeAll, expect, test } from 'vitest';
import { openEditScene, type EditScene } from '../support/edits/edit-scene.ts';
import { EDITS } from '../support/edits/edits.ts';
import { reportOf } from '../support/edits/report-of.ts';

// `npm run proof -- versions` takes all of them.
const TOLD = ['a timer is taken out', 'the input of a fan-out is sorted', 'a timer gets another time'];
const SAFE = ['a variable is renamed'];

let scene: EditScene;

beforeAll(async () => {
  scene = await openEditScene(['claim']);
}, 240_000);

afterAll(() => scene.close());

test.each(EDITS.filter(({ what }) => TOLD.includes(what)))('$what: told with file and line', { timeout: 180_000 }, async (edit) => {
  expect(await reportOf(scene, edit)).toMatchObject({ hasPlace: true });
});

test.each(EDITS.filter(({ what }) => SAFE.includes(what)))('$what: nothing is told', { timeout: 180_000 }, async (edit) => {
  expect((await reportOf(scene, edit)).findings).toEqual([]);
});
