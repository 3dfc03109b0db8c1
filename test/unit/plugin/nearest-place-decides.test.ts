import { durableModule } from 'onceward';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { expect, test } from 'vitest';

const durable = durableModule(import.meta.url);
const work = (): (() => Promise<null>) => async () => null;

const steps = {
  silent: durable(work()),
  stated: durable(work(), { startToCloseTimeout: '1m' }),
  withP99: durable(work(), { p99: '1m' }),
  unlimited: durable(work(), { startToCloseTimeout: undefined, scheduleToCloseTimeout: '1h' }),
};

function limitsMs(options: Pick<ConstructorParameters<typeof OncewardPlugin>[0], 'kinds' | 'defaults'>): unknown {
  const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal(), ...options });
  return Object.fromEntries(plugin.activityTypes().map(({ activityType, startToCloseMs }) => [activityType.split('.')[1], startToCloseMs]));
}

test('a thing decides before its kind, its kind before the plugin, the plugin before the table', () => {
  const own = { stated: 60_000, withP99: 180_000, unlimited: null };
  const [kinds, defaults] = [{ function: { startToCloseTimeout: '2m' } }, { startToCloseTimeout: '3m' }] as const;
  expect(limitsMs({ kinds, defaults })).toEqual({ silent: 120_000, ...own });
  expect(limitsMs({ defaults })).toEqual({ silent: 180_000, ...own });
  expect(limitsMs({ kinds: { tool: { startToCloseTimeout: '2m' } } })).toEqual({ silent: 600_000, ...own });
});
