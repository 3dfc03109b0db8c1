import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallOptions } from '../../../src/shared/durable/durable-options.ts';
import { DEFAULT_POLICIES } from '../../../src/shared/policy/default-policies.ts';
import { resolvePolicy } from '../../../src/shared/policy/resolve-policy.ts';

const MINUTE = 60_000;
const RETRY_AFTER_CAP_MS = 15 * MINUTE;
const TOOL = DEFAULT_POLICIES.tool;

function resolve(...layers: CallOptions[]) {
  return resolvePolicy('a tool', TOOL, layers);
}

function refusal(...layers: CallOptions[]): { code: unknown; option: unknown; message: string } {
  try {
    resolve(...layers);
  } catch (error) {
    const { code, option, message } = error as Error & { code: unknown; option: unknown };
    return { code, option, message };
  }
  return expect.unreachable('nothing was refused');
}

describe('precedence: call, then thing, then kind, then plugin', () => {
  test('the first layer that states an option decides it, each option by itself', () => {
    const [call, thing, kind, plugin] = [
      { startToCloseTimeout: '1s', heartbeatTimeout: '1s' },
      { startToCloseTimeout: '2s', taskQueue: 'thing' },
      { startToCloseTimeout: '3s', taskQueue: 'kind', priority: 3 },
      { startToCloseTimeout: '4s', taskQueue: 'plugin', priority: 4, retry: { maximumAttempts: 9 } },
    ] as const;
    expect(resolve(call, thing, kind, plugin)).toMatchObject({
      startToCloseMs: 1_000,
      taskQueue: 'thing',
      priority: 3,
      retry: { maximumAttempts: 9 },
    });
    expect(resolve({}, thing, kind, plugin).startToCloseMs).toBe(2_000);
    expect(resolve({}, {}, kind, plugin).startToCloseMs).toBe(3_000);
    expect(resolve({}, {}, {}, plugin).startToCloseMs).toBe(4_000);
    expect(resolve({}, {}, {}, {})).toEqual(TOOL);
  });

  test('members of `retry` are decided one by one', () => {
    const { retry } = resolve({ retry: { maximumAttempts: 2 } }, { retry: { maximumAttempts: 7, initialInterval: '5s' } });
    expect(retry).toEqual({ ...TOOL.retry, maximumAttempts: 2, initialIntervalMs: 5_000 });
  });

  test('`undefined` that is stated means without that limit, also over a later layer', () => {
    const policy = resolve({ heartbeatTimeout: undefined, scheduleToCloseTimeout: undefined }, { heartbeatTimeout: '5s' });
    expect(policy).toMatchObject({ heartbeatMs: null, scheduleToCloseMs: null, startToCloseMs: TOOL.startToCloseMs });
  });

  test('0 is stated, too: it is refused and not passed over for the default', () => {
    for (const option of ['startToCloseTimeout', 'scheduleToCloseTimeout', 'heartbeatTimeout', 'p99'] as const) {
      expect(refusal({ [option]: 0 })).toMatchObject({ code: 'InvalidOption', option });
    }
    const { option, message } = refusal({ retry: { maximumAttempts: 0 } });
    expect(option).toBe('retry.maximumAttempts');
    expect(message).toMatch(/counted from 1[\s\S]*for ever/);
    expect(resolve({ priority: 0 }, { priority: 3 }).priority).toBe(0);
  });

  test('patience in an outage is switched off by 0, by false and by a stated `undefined`, also over a later layer', () => {
    for (const off of [0, false, undefined] as const) {
      expect(resolve({ outagePatience: off }, { outagePatience: '2h' }).outagePatienceMs).toBe(0);
    }
    expect(resolve({}, { outagePatience: '2h' }, { outagePatience: false }).outagePatienceMs).toBe(120 * MINUTE);
    expect(resolve({}).outagePatienceMs).toBe(60 * MINUTE);
    expect(refusal({ outagePatience: 'for ever' })).toMatchObject({ code: 'InvalidOption', option: 'outagePatience' });
  });

  test('false is no duration', () => {
    expect(refusal({ startToCloseTimeout: false as unknown as number }).message).toContain('is false, which is no duration');
  });
});

describe('p99', () => {
  test('gives three times as long to one attempt', () => {
    expect(resolve({ p99: '30s' }).startToCloseMs).toBe(90_000);
  });

  test('gives way to a stated start-to-close', () => {
    expect(resolve({ p99: '30s', startToCloseTimeout: '40s' }).startToCloseMs).toBe(40_000);
    expect(resolve({ startToCloseTimeout: '40s' }, { p99: '30s' }).startToCloseMs).toBe(40_000);
  });

  test('of a thing goes before a start-to-close of its kind or of the plugin', () => {
    expect(resolve({ p99: '5m' }, {}, { startToCloseTimeout: '2m' }).startToCloseMs).toBe(15 * MINUTE);
    expect(resolve({ startToCloseTimeout: '2m' }, { p99: '5m' }).startToCloseMs).toBe(2 * MINUTE);
  });
});

describe('resume', () => {
  test('cheap notices a dead worker after 60 s, fast after the time of its kind', () => {
    expect(resolve({ resume: 'cheap' }).heartbeatMs).toBe(60_000);
    expect(resolve({ resume: 'fast' }).heartbeatMs).toBe(10_000);
    expect(resolvePolicy('a call', resolve({ resume: 'cheap' }), [{ resume: 'fast' }], TOOL).heartbeatMs).toBe(10_000);
  });

  test('and a heartbeat timeout say the same thing: the nearest layer decides, within it the timeout', () => {
    expect(resolve({ resume: 'cheap' }, { heartbeatTimeout: '5s' }).heartbeatMs).toBe(60_000);
    expect(resolve({ heartbeatTimeout: '5s' }, { resume: 'cheap' }).heartbeatMs).toBe(5_000);
    expect(resolve({ heartbeatTimeout: '5s', resume: 'cheap' }).heartbeatMs).toBe(5_000);
    expect(resolve({ heartbeatTimeout: undefined }, { resume: 'cheap' }).heartbeatMs).toBeNull();
    expect(resolve({ resume: 'cheap', startToCloseTimeout: '20s' }).heartbeatMs).toBe(20_000);
  });
});

describe('a call changes only what it states', () => {
  test('a total time that the thing stated stays, whatever else the call changes', () => {
    const thing = resolve({ scheduleToCloseTimeout: '6m', retryAfterCap: '3m' });
    for (const call of [{ priority: 1 }, { startToCloseTimeout: '2m' }, { retry: { maximumAttempts: 9 } }] satisfies CallOptions[]) {
      expect(resolvePolicy('a call', thing, [call]).scheduleToCloseMs).toBe(6 * MINUTE);
    }
    expect(resolvePolicy('a call', thing, [{ scheduleToCloseTimeout: '7m' }]).scheduleToCloseMs).toBe(7 * MINUTE);
  });
});

describe('what does not fit together is refused', () => {
  test('a heartbeat timeout longer than an attempt, with both values', () => {
    const { option, message } = refusal({ heartbeatTimeout: '20s', startToCloseTimeout: '10s' });
    expect(option).toBe('heartbeatTimeout');
    expect(message).toMatch(/20000 ms.*10000 ms/);
  });

  test('a total time shorter than the longest Retry-After, unless the cap is lowered with it', () => {
    const { option, message } = refusal({ scheduleToCloseTimeout: '5m' });
    expect(option).toBe('scheduleToCloseTimeout');
    expect(message).toMatch(/\(5 min\) is shorter than retryAfterCap \(15 min\)[\s\S]*`retryAfterCap: 300000`/);
    const lowered = resolve({ scheduleToCloseTimeout: '5m', retryAfterCap: 300_000 });
    expect(lowered).toMatchObject({ scheduleToCloseMs: 5 * MINUTE, retryAfterCapMs: 5 * MINUTE });
    expect(refusal({ retryAfterCap: '2h' }, { scheduleToCloseTimeout: '1h' }).option).toBe('scheduleToCloseTimeout');
    expect(resolve({ retryAfterCap: '2h' }).scheduleToCloseMs).toBe(120 * MINUTE + 4 * MINUTE);
  });

  test('an attempt longer than all attempts together; a default one is shortened instead', () => {
    expect(refusal({ startToCloseTimeout: '30m', scheduleToCloseTimeout: '20m' }).option).toBe('startToCloseTimeout');
    expect(resolve({ scheduleToCloseTimeout: '30s', retryAfterCap: 0 }).startToCloseMs).toBe(30_000);
  });

  test('retries whose waits shrink, a priority that is no number of a queue, and a resume that does not exist', () => {
    expect(refusal({ retry: { backoffCoefficient: 0.5 } }).option).toBe('retry.backoffCoefficient');
    expect(refusal({ priority: 1.5 }).option).toBe('priority');
    expect(refusal({ resume: 'quick' as 'fast' })).toMatchObject({ option: 'resume' });
  });

  test('no limit at all', () => {
    const { option } = refusal({ startToCloseTimeout: undefined, scheduleToCloseTimeout: undefined });
    expect(option).toBe('startToCloseTimeout');
  });

  test('a default heartbeat is shortened instead', () => {
    expect(resolve({ startToCloseTimeout: '4s' })).toMatchObject({ startToCloseMs: 4_000, heartbeatMs: 4_000 });
  });
});

describe('for any options', () => {
  const duration = fc.integer({ min: 1, max: 24 * 60 * MINUTE });
  const options = fc.record(
    {
      p99: duration,
      startToCloseTimeout: duration,
      retry: fc.record({ maximumAttempts: fc.integer({ min: 1, max: 50 }) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<CallOptions>;
  const base = fc.constantFrom(...Object.values(DEFAULT_POLICIES));

  test('all attempts and one long Retry-After fit into schedule-to-close, unless it was stated', () => {
    fc.assert(
      fc.property(base, fc.array(options, { maxLength: 4 }), (policy, layers) => {
        const { startToCloseMs, scheduleToCloseMs, retry } = resolvePolicy('any', policy, layers);
        expect(scheduleToCloseMs).toBeGreaterThanOrEqual(RETRY_AFTER_CAP_MS + retry.maximumAttempts * Number(startToCloseMs));
      }),
      { numRuns: 300 },
    );
  });

  test('and also when a call changes what was resolved before', () => {
    fc.assert(
      fc.property(base, options, options, (policy, thing, call) => {
        const { startToCloseMs, scheduleToCloseMs, retry } = resolvePolicy('any', resolvePolicy('any', policy, [thing]), [call]);
        expect(scheduleToCloseMs).toBeGreaterThanOrEqual(RETRY_AFTER_CAP_MS + retry.maximumAttempts * Number(startToCloseMs));
      }),
      { numRuns: 300 },
    );
  });

  test('a stated schedule-to-close is kept as it is', () => {
    fc.assert(
      fc.property(base, options, duration, (policy, thing, scheduleToCloseTimeout) => {
        const { startToCloseTimeout: _start, p99: _p99, ...others } = thing;
        const stated = { ...others, scheduleToCloseTimeout, retryAfterCap: 0 };
        expect(resolvePolicy('any', policy, [stated]).scheduleToCloseMs).toBe(scheduleToCloseTimeout);
      }),
    );
  });

  test('a heartbeat timeout is never longer than an attempt', () => {
    fc.assert(
      fc.property(base, fc.array(options, { maxLength: 3 }), (policy, layers) => {
        const { heartbeatMs, startToCloseMs } = resolvePolicy('any', policy, layers);
        expect(Number(heartbeatMs)).toBeLessThanOrEqual(Number(startToCloseMs));
      }),
    );
  });
});
