import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { startRoundTripScene } from '../support/round-trip-scene.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const scene = await startRoundTripScene('langchain');

afterAll(() => scene.stop());

test.each(scene.names)('%s: the provider is asked, and the caller told, what plain code asks and is told', async (name) => {
  const { plain, durable } = await scene.make(name);

  expect(plain.requests.length).toBeGreaterThan(0);
  expect(durable.requests).toEqual(plain.requests);
  expect(durable.result).toEqual(plain.result);
});

test('at least thirty calls are compared', () => {
  expect(scene.names.length).toBeGreaterThanOrEqual(30);
});
