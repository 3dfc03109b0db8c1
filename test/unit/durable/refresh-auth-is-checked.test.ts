import { durableModule } from 'onceward';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { expect, test } from 'vitest';

const durable = durableModule(import.meta.url);
const work = async (): Promise<null> => null;

const pluginOf = (step: object): OncewardPlugin =>
  new OncewardPlugin({ modules: [{ step }], store: memoryStore(), journal: memoryJournal() });

test('a function, and what is made lazily, may say how its credentials are renewed', () => {
  const refreshAuth = async (): Promise<void> => {};
  expect(() => pluginOf(durable(async () => work(), { refreshAuth }))).not.toThrow();
  expect(() => pluginOf(durable.lazy('onceward/function', () => work, { refreshAuth }))).not.toThrow();
});

test.each([
  ['no function', () => durable(async () => work(), { refreshAuth: 'token' as never }), 'is string, not a function'],
  ['a thread', () => durable(async () => work(), { refreshAuth: () => {}, thread: true }), 'stands beside `thread: true`'],
  ['another worker', () => durable.remote('there', { refreshAuth: () => {} } as never), 'is set for an activity of another worker'],
])('where it could renew nothing it is refused when the worker starts: %s', (_, make, problem) => {
  expect(() => pluginOf(make())).toThrow(problem);
});
