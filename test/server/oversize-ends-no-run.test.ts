import { expect, test } from 'vitest';
import { measureOversize, type OversizeScene } from '../support/oversize/measure-oversize.ts';
import { CROWDED_ROWS, OVERSIZE_ROWS } from '../support/oversize/oversize-rows.ts';

const MIB = 1_024 * 1_024;
/** All rows at all sizes are bars of `npm run proof -- payloads`. Here: each row once, where most go wrong. */
const SCENES: readonly OversizeScene[] = [
  { generation: 'from 1.30 on', hasStore: true },
  { generation: 'up to 1.29', hasStore: false },
];

test.each(SCENES)('on a server of $generation, with a store ($hasStore): no row of the table ends or blocks a run', async (scene) => {
  const rows = [
    ...OVERSIZE_ROWS.map((row) => [row, 3 * MIB] as const),
    ...(scene.hasStore ? CROWDED_ROWS.map((row) => [row, 0] as const) : []),
  ];
  const outcomes = await measureOversize(scene, rows);
  expect(outcomes).toEqual(
    rows.map(([{ what, always, refusal = 'PayloadTooLarge' }]) => ({
      what,
      outcome: always ?? (scene.hasStore ? 'ok' : refusal),
      problems: [],
    })),
  );
});
