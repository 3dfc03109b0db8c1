import { durableModule, type CallOptions, type Duration } from 'onceward';
import { OncewardPlugin } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';
import { checkLifetime, describeCutSteps } from '../../../src/worker/plugin/check-lifetime.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';

const durable = durableModule(import.meta.url);

function stepsWith(...each: readonly CallOptions[]): readonly DurableStep[] {
  const exports = each.map((options, index) => [`step${index + 1}`, durable(async () => 1, options)] as const);
  return collectSteps({ modules: [Object.fromEntries(exports)], adapters: [], kindDefaults: {}, defaults: {} });
}

describe('a step that may take longer than the process lives', () => {
  test.each([
    ['with a limit', { startToCloseTimeout: '16m' }, 'is 16 min, and'],
    ['without one', { startToCloseTimeout: undefined, scheduleToCloseTimeout: '1h' }, 'is without limit, and'],
  ] as const)('%s is refused, with its name and both times', (_, options, words) => {
    const check = (): void => checkLifetime(stepsWith({ startToCloseTimeout: '1m' }, options), '15m');
    expect(check).toThrow(InvalidOption);
    expect(check).toThrow(`'step2' of ${import.meta.filename}: option 'startToCloseTimeout' ${words}`);
    expect(check).toThrow("this worker's process lives 15 min (processLifetime)");
  });

  test('is taken when it fits to the second', () => {
    expect(() => checkLifetime(stepsWith({ startToCloseTimeout: '15m' }), '15m')).not.toThrow();
  });
});

describe('a step that may be cut off at the end of the process', () => {
  test('is warned of, and others are counted', () => {
    const steps = stepsWith({ startToCloseTimeout: '5s' }, { startToCloseTimeout: '6s' }, { startToCloseTimeout: '7s' });
    expect(describeCutSteps(steps, 5_000)).toBe(
      "'function.step2' and 1 more may take longer (6 s) than calls in flight get when this process ends (shutdownGraceTime: 5 s): " +
        'one that begins shortly before is cut off, and made again. Give the worker a longer shutdownGraceTime.',
    );
  });

  test('is not, when its time fits', () => {
    expect(describeCutSteps(stepsWith({ startToCloseTimeout: '5s' }), 5_000)).toBeUndefined();
  });
});

test.each<Duration>(['soon', -1, '0s'])('a life of %s is refused at once', (processLifetime) => {
  expect(() => new OncewardPlugin({ modules: [], processLifetime })).toThrow(/processLifetime/);
});
