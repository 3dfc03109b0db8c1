import { describe, expect, test } from 'vitest';
import { adviseOn } from '../../../src/cli/doctor/timings/advise-on.ts';
import { ObservedSteps, type HistoryEvent } from '../../../src/cli/doctor/timings/observed-steps.ts';
import { toDuration } from '../../../src/cli/output/to-duration.ts';

const SECOND = 1_000;
const LIMIT = { startToCloseMs: 120 * SECOND };

function times(count: number, ms: number, ...more: readonly number[]): readonly number[] {
  return [...Array.from({ length: count }, () => ms), ...more];
}

describe('advice on a start-to-close timeout', () => {
  test.for([
    ['p99 at half of it', times(20, 60 * SECOND), 'fits', undefined],
    ['p99 above half of it', times(20, 60 * SECOND + 1), 'too tight', "p99: '61s'"],
    ['a single attempt above half of it', [100 * SECOND], 'too tight', "p99: '100s'"],
    ['a tenth of it', times(20, 12 * SECOND), 'fits', undefined],
    ['below a tenth of it', times(20, 11_999), 'too wide', "p99: '12s'"],
    ['below a tenth of it, 19 times', times(19, 11_999), 'few', undefined],
    ['next to nothing', times(20, 2), 'too wide', "p99: '1s'"],
    ['nothing at all', [], 'few', undefined],
  ] as const)('%s', ([, durationsMs, verdict, option]) => {
    expect(adviseOn({ durationsMs, cutOffAtMs: [] }, LIMIT)).toMatchObject({ verdict, ...(option !== undefined && { option }) });
  });

  test('one attempt that was cut off makes it too tight, and the p99 at least what was too short', () => {
    const advice = adviseOn({ durationsMs: times(40, 10), cutOffAtMs: [120 * SECOND] }, LIMIT);
    expect(advice).toEqual({ verdict: 'too tight', cutOff: 1, p50Ms: 10, p99Ms: 10, option: "p99: '120s'" });
  });

  test('one that was cut off by a shorter limit than today’s does not count', () => {
    expect(adviseOn({ durationsMs: times(20, 30 * SECOND), cutOffAtMs: [60 * SECOND] }, LIMIT)).toMatchObject({
      verdict: 'fits',
      cutOff: 0,
    });
  });

  test('who follows it is told that it fits', () => {
    for (const slowestMs of [1, 400, 1_000, 3_499, 20_000, 61_000, 599_001, 700_000, 5_000_000]) {
      const durationsMs = times(20, slowestMs);
      for (const startToCloseMs of [slowestMs * 1.5, slowestMs * 100 + 60_000]) {
        const { option = '' } = adviseOn({ durationsMs, cutOffAtMs: [] }, { startToCloseMs });
        const [, amount, unit] = /^p99: '(\d+)([sm])'$/.exec(option) ?? [];
        const p99Ms = Number(amount) * (unit === 'm' ? 60 : 1) * SECOND;
        expect(adviseOn({ durationsMs, cutOffAtMs: [] }, { startToCloseMs: 3 * p99Ms }).verdict).toBe('fits');
      }
    }
  });

  test('a step without a limit is told its times only', () => {
    expect(adviseOn({ durationsMs: times(50, 7), cutOffAtMs: [] }, { startToCloseMs: null })).toEqual({
      verdict: 'no limit',
      cutOff: 0,
      p50Ms: 7,
      p99Ms: 7,
    });
  });

  test('of 200 attempts the two slowest are above the p99, of 99 none', () => {
    const rising = (count: number): number[] => Array.from({ length: count }, (_, index) => count - index);
    expect(adviseOn({ durationsMs: rising(200), cutOffAtMs: [] }, LIMIT)).toMatchObject({ p50Ms: 100, p99Ms: 198 });
    expect(adviseOn({ durationsMs: rising(99), cutOffAtMs: [] }, LIMIT)).toMatchObject({ p50Ms: 50, p99Ms: 99 });
  });
});

describe('what a history tells of a step', () => {
  let eventId = 0;
  const at = (ms: number): object => ({ seconds: Math.floor(ms / SECOND), nanos: (ms % SECOND) * 1_000_000 });
  const event = (ms: number, attributes: object): HistoryEvent =>
    ({ eventId: (eventId += 1), eventTime: at(ms), ...attributes }) as unknown as HistoryEvent;
  const timeout = (timeoutType: number): object => ({ timeoutFailureInfo: { timeoutType } });
  const [START_TO_CLOSE, HEARTBEAT] = [1, 4];

  /** A call that waits 5 s in its queue, then takes 3 s. */
  function call(lastAttempt: object, end: (ofCall: object) => object): readonly HistoryEvent[] {
    const schedule = event(0, {
      activityTaskScheduledEventAttributes: { activityType: { name: 'tool.ocr' }, startToCloseTimeout: at(9_000) },
    });
    const scheduledEventId = schedule.eventId;
    return [
      schedule,
      event(5_000, { activityTaskStartedEventAttributes: { scheduledEventId, attempt: 1, ...lastAttempt } }),
      event(8_000, end({ scheduledEventId })),
    ];
  }

  function observe(...calls: readonly (readonly HistoryEvent[])[]): unknown {
    const steps = new ObservedSteps();
    for (const events of calls) events.forEach(steps.startRun());
    return steps.get('tool.ocr');
  }

  const completed = (ofCall: object): object => ({ activityTaskCompletedEventAttributes: ofCall });
  const timedOut =
    (timeoutType: number) =>
    (ofCall: object): object => ({
      activityTaskTimedOutEventAttributes: { ...ofCall, failure: timeout(timeoutType) },
    });

  test('its time from the start of the attempt that completed, without the wait in the queue', () => {
    expect(observe(call({}, completed))).toEqual({ durationsMs: [3_000], cutOffAtMs: [], retries: 0 });
  });

  test('an attempt after a failure counts, with the retry', () => {
    expect(observe(call({ attempt: 3, lastFailure: { applicationFailureInfo: {} } }, completed))).toEqual({
      durationsMs: [3_000],
      cutOffAtMs: [],
      retries: 2,
    });
  });

  test('an attempt after a timeout has no time of its own: it may have been given the answer of the one before', () => {
    expect(
      observe(
        call({ attempt: 2, lastFailure: timeout(START_TO_CLOSE) }, completed),
        call({ attempt: 2, lastFailure: timeout(HEARTBEAT) }, completed),
      ),
    ).toEqual({ durationsMs: [], cutOffAtMs: [9_000], retries: 2 });
  });

  test('the last attempt may be cut off, too; a failure of another sort is none', () => {
    expect(
      observe(
        call({}, timedOut(START_TO_CLOSE)),
        call({}, timedOut(HEARTBEAT)),
        call({}, (ofCall) => ({ activityTaskFailedEventAttributes: ofCall })),
      ),
    ).toEqual({ durationsMs: [], cutOffAtMs: [9_000], retries: 0 });
  });
});

test.for([
  [3.4, '3 ms'],
  [999.6, '1 s'],
  [3_249, '3.2 s'],
  [120_000, '120 s'],
  [600_000, '10 min'],
] as const)('%d ms are %s', ([ms, text]) => {
  expect(toDuration(ms)).toBe(text);
});
