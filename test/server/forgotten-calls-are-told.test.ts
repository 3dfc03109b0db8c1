import { memoryJournal, memoryLedger, memoryStore } from 'onceward/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { createOnceward } from '../fixtures/killable/onceward.ts';
import { startOutsideWorld, type OutsideWorld } from '../support/outside-world.ts';

const logged: string[] = [];
let world: OutsideWorld;
let scene: Scene;

beforeAll(async () => {
  world = await startOutsideWorld();
  process.env['WORLD_URL'] = world.url;
  scene = await openScene({
    workflows: new URL('../fixtures/killable/workflows.ts', import.meta.url),
    plugin: createOnceward({ defaults: {}, journal: memoryJournal(), ledger: memoryLedger(), store: memoryStore() }),
    onLog: ({ message }) => logged.push(message),
  });
});

afterAll(async () => {
  await scene.close();
  await world.close();
});

test('a run that ends without one of its calls is warned of with the name of the step, and not of one that it cancelled', async () => {
  const letGo = world.hold();
  await (await scene.start('forgetsACall')).result();
  letGo();
  const warnings = logged.filter((message) => message.startsWith('The run ended'));
  expect(warnings).toEqual([
    "The run ended while 'function.write' had not: what it does and gives is lost. Await each call, or cancel what is not needed",
  ]);
});

test('a run that waits for its calls is not', async () => {
  logged.length = 0;
  await (await scene.start('waitQuietly', 10)).result();
  expect(logged.filter((message) => message.startsWith('The run ended'))).toEqual([]);
});
