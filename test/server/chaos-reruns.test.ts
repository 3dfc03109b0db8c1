import { expect, test } from 'vitest';
import { isKept } from '../support/chaos/chaos-cell.ts';
import { countReruns, RERUN_EVENTS } from '../support/chaos/reruns.ts';

test('resets, continuations, retries, cron, reused ids and equal calls move no key and no result, and make no recorded call again', async () => {
  const cells = await countReruns();
  expect([...new Set(cells.map(({ event }) => event))]).toEqual(RERUN_EVENTS);
  expect(cells.filter((cell) => !isKept(cell))).toEqual([]);
  const stepsOf = (name: string): number | undefined => cells.find(({ event }) => event.startsWith(name))?.steps;
  expect([stepsOf('20 equal calls'), stepsOf('reset'), stepsOf('continue-as-new'), stepsOf('workflow retry')]).toEqual([20, 14, 42, 28]);
  // Not even a reset makes a write under the ledger again.
  const writes = cells.filter(({ kind }) => kind === 'write once, ask');
  expect(writes.filter(({ calls, steps }) => calls !== steps)).toEqual([]);
  expect(writes).toHaveLength(RERUN_EVENTS.length);
});
