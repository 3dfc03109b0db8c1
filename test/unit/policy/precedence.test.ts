import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallOptions, RetryOptions } from '../../../src/shared/durable/durable-options.ts';
import type { ActivityPolicy } from '../../../src/shared/policy/activity-policy.ts';
import { DEFAULT_POLICIES } from '../../../src/shared/policy/default-policies.ts';
import { resolvePolicy } from '../../../src/shared/policy/resolve-policy.ts';

const HOUR = 3_600_000;
const TABLE = DEFAULT_POLICIES.model;

/** What each option becomes, and what it becomes when a layer states `undefined`. Written apart from the code that is tested. */
const OPTIONS = {
  // Longer than any heartbeat and shorter than any total, so that every mixture fits together.
  startToCloseTimeout: [fc.integer({ min: 2 * HOUR, max: 3 * HOUR }), 'startToCloseMs', null],
  heartbeatTimeout: [fc.integer({ min: 1, max: HOUR }), 'heartbeatMs', null],
  scheduleToCloseTimeout: [fc.integer({ min: 4 * HOUR, max: 9 * HOUR }), 'scheduleToCloseMs', null],
  retryAfterCap: [fc.integer({ min: 0, max: 2 * HOUR }), 'retryAfterCapMs', TABLE.retryAfterCapMs],
  outagePatience: [fc.oneof(fc.nat(9 * HOUR), fc.constant(false as const)), 'outagePatienceMs', 0],
  chunkIdleTimeout: [fc.oneof(fc.nat(HOUR), fc.constant(false as const)), 'chunkIdleMs', null],
  taskQueue: [fc.constantFrom('gpu', 'cpu'), 'taskQueue', undefined],
  priority: [fc.nat(5), 'priority', undefined],
} as const satisfies Partial<Record<keyof CallOptions, readonly [fc.Arbitrary<unknown>, keyof ActivityPolicy, unknown]>>;

const RETRY_OPTIONS = {
  maximumAttempts: [fc.integer({ min: 1, max: 20 }), 'maximumAttempts'],
  initialInterval: [fc.integer({ min: 1, max: 500 }), 'initialIntervalMs'],
  backoffCoefficient: [fc.integer({ min: 1, max: 4 }), 'backoffCoefficient'],
  maximumInterval: [fc.integer({ min: 60_000, max: HOUR }), 'maximumIntervalMs'],
} as const satisfies Record<keyof RetryOptions, readonly [fc.Arbitrary<unknown>, keyof ActivityPolicy['retry']]>;

const orUndefined = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.option(value, { nil: undefined, freq: 3 });
const retry = fc.record(Object.fromEntries(Object.entries(RETRY_OPTIONS).map(([name, [value]]) => [name, orUndefined(value)])), {
  requiredKeys: [],
});
const layer = fc.record(
  { ...Object.fromEntries(Object.entries(OPTIONS).map(([name, [value]]) => [name, orUndefined(value)])), retry: orUndefined(retry) },
  { requiredKeys: [] },
) as fc.Arbitrary<CallOptions>;
const layers = fc.tuple(layer, layer, layer, layer).filter(isUsable);

/** A long start-to-close is stated, so that no heartbeat is too long for it; and the total is not without limit as well. */
function isUsable(all: readonly CallOptions[]): boolean {
  const deciding = all.find((options) => Object.hasOwn(options, 'startToCloseTimeout'));
  return deciding?.startToCloseTimeout !== undefined;
}

test('call, thing, kind, plugin: the first that states an option decides it alone, also with undefined, 0 or false', () => {
  fc.assert(
    fc.property(layers, (all) => {
      const policy = resolvePolicy('any', TABLE, all);
      for (const [name, [, member, whenUndefined]] of Object.entries(OPTIONS)) {
        const own = all.find((options) => Object.hasOwn(options, name));
        if (own === undefined) continue;
        const value: unknown = own[name as keyof CallOptions];
        const isOff = value === undefined || value === false || (value === 0 && name === 'chunkIdleTimeout');
        expect(policy[member], name).toBe(isOff ? whenUndefined : value);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('the same for each member of retry, and `retry: undefined` hides what later layers say', () => {
  fc.assert(
    fc.property(layers, (all) => {
      const policy = resolvePolicy('any', TABLE, all);
      for (const [name, [, member]] of Object.entries(RETRY_OPTIONS)) {
        const own = all.find((options) => 'retry' in options && (options.retry === undefined || Object.hasOwn(options.retry, name)));
        const value = own?.retry?.[name as keyof RetryOptions];
        expect(policy.retry[member], name).toBe(value ?? TABLE.retry[member]);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('options that a call states later decide as if they had been stated at once', () => {
  fc.assert(
    fc.property(layer, layer, (call, thing) => {
      fc.pre(isUsable([call, thing]) && isUsable([thing]));
      const { scheduleToCloseMs: _two, ...inTwo } = resolvePolicy('any', resolvePolicy('any', TABLE, [thing]), [call], TABLE);
      const { scheduleToCloseMs: _one, ...atOnce } = resolvePolicy('any', TABLE, [call, thing]);
      expect(inTwo).toEqual(atOnce);
    }),
    { numRuns: 1_000 },
  );
});
