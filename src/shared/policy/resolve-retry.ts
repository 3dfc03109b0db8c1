import type { CallOptions, RetryOptions } from '../durable/durable-options.js';
import { InvalidOption } from '../errors/invalid-option.js';
import type { ActivityPolicy } from './activity-policy.js';
import { retryLayers } from './option-layers.js';
import { positiveMs } from './positive-ms.js';

type RetryPolicy = ActivityPolicy['retry'];

/**
 * Attempts and the waits between them. Members are decided one by one; a member stated as `undefined`, or all of them by
 * `retry: undefined`, is that of the kind.
 *
 * @throws InvalidOption
 */
export function resolveRetry(
  where: string,
  base: RetryPolicy,
  { layers, table }: { layers: readonly CallOptions[]; table: RetryPolicy },
): RetryPolicy {
  const { retries, isReset } = retryLayers(layers);
  const resolve = <Name extends keyof RetryOptions>(
    name: Name,
    member: keyof RetryPolicy,
    read: (value: NonNullable<RetryOptions[Name]>) => number,
  ): number => {
    const layer = retries.find((options) => Object.hasOwn(options, name));
    if (layer === undefined) return isReset ? table[member] : base[member];
    const value = layer[name];
    return value === undefined ? table[member] : read(value);
  };
  const initialIntervalMs = resolve('initialInterval', 'initialIntervalMs', (value) => positiveMs(where, 'retry.initialInterval', value));
  const maximumIntervalMs = resolve('maximumInterval', 'maximumIntervalMs', (value) => positiveMs(where, 'retry.maximumInterval', value));
  return {
    maximumAttempts: resolve('maximumAttempts', 'maximumAttempts', (value) => checkAttempts(where, value)),
    initialIntervalMs,
    backoffCoefficient: resolve('backoffCoefficient', 'backoffCoefficient', (value) => checkCoefficient(where, value)),
    maximumIntervalMs: Math.max(initialIntervalMs, maximumIntervalMs),
  };
}

function checkAttempts(where: string, attempts: number): number {
  if (Number.isInteger(attempts) && attempts >= 1) return attempts;
  const problem = `is ${String(attempts)}, but attempts are counted from 1`;
  const hint = 'Give a whole number, 1 for no retry. Temporal reads 0 as "for ever", which an agent never wants.';
  throw new InvalidOption({ where, option: 'retry.maximumAttempts', problem, hint });
}

function checkCoefficient(where: string, coefficient: number): number {
  if (Number.isFinite(coefficient) && coefficient >= 1) return coefficient;
  const problem = `is ${String(coefficient)}, so the waits would shrink`;
  throw new InvalidOption({
    where,
    option: 'retry.backoffCoefficient',
    problem,
    hint: 'Give a number of 1 or more: 1 for equal waits, 2 to double them.',
  });
}
