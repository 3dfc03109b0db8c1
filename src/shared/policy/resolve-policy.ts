import type { CallOptions, RetryOptions } from '../durable/durable-options.js';
import { InvalidOption } from '../errors/invalid-option.js';
import { durationMs, type Duration } from '../options/duration.js';
import type { ActivityPolicy } from './activity-policy.js';
import { scheduleToCloseFor } from './default-policies.js';

const START_TO_CLOSE_OF_P99 = 3;

type TimeoutName = 'scheduleToCloseTimeout' | 'heartbeatTimeout';

/**
 * The policy of an activity: `base`, changed by the layers. The first layer that states an option decides it, also when it
 * states `undefined`.
 *
 * @param where names the thing in errors
 * @param base the policy of its kind, or what was resolved for it before
 * @param layers options from the most to the least specific: call, thing, kind, plugin
 * @throws InvalidOption when a value is unusable or two do not fit together
 */
export function resolvePolicy(where: string, base: ActivityPolicy, layers: readonly CallOptions[]): ActivityPolicy {
  const stated = <Name extends keyof CallOptions>(name: Name): { value: CallOptions[Name] } | undefined => {
    const layer = layers.find((options) => Object.hasOwn(options, name));
    return layer && { value: layer[name] };
  };
  const timeout = (name: TimeoutName, fallbackMs: number | null): number | null => {
    const option = stated(name);
    if (option === undefined) return fallbackMs;
    return option.value === undefined ? null : positiveMs(where, name, option.value);
  };

  const startToCloseMs = resolveStartToClose(where, base, layers);
  const retry = resolveRetry(where, base.retry, layers);
  const taskQueue = stated('taskQueue')?.value ?? base.taskQueue;
  const priority = stated('priority')?.value ?? base.priority;
  const policy: ActivityPolicy = {
    startToCloseMs,
    scheduleToCloseMs: timeout('scheduleToCloseTimeout', allAttemptsMs(base, startToCloseMs, retry.maximumAttempts)),
    heartbeatMs: timeout('heartbeatTimeout', shorter(base.heartbeatMs, startToCloseMs)),
    retry,
    outagePatienceMs: resolveOutagePatience(where, stated('outagePatience'), base.outagePatienceMs),
    ...(taskQueue !== undefined && { taskQueue }),
    ...(priority !== undefined && { priority }),
  };
  checkFit(where, policy);
  return policy;
}

/** A p99 and a start-to-close say the same thing, so the first layer with either decides; within it, the start-to-close. */
function resolveStartToClose(where: string, base: ActivityPolicy, layers: readonly CallOptions[]): number | null {
  const layer = layers.find((options) => Object.hasOwn(options, 'startToCloseTimeout') || Object.hasOwn(options, 'p99')) ?? {};
  const { startToCloseTimeout, p99 } = layer;
  if (startToCloseTimeout !== undefined) return positiveMs(where, 'startToCloseTimeout', startToCloseTimeout);
  if (Object.hasOwn(layer, 'startToCloseTimeout')) return null;
  return p99 === undefined ? base.startToCloseMs : START_TO_CLOSE_OF_P99 * positiveMs(where, 'p99', p99);
}

function resolveOutagePatience(where: string, stated: { value: CallOptions['outagePatience'] } | undefined, fallbackMs: number): number {
  if (stated === undefined) return fallbackMs;
  return stated.value === undefined || stated.value === false ? 0 : durationMs(stated.value, where, 'outagePatience');
}

function allAttemptsMs(base: ActivityPolicy, startToCloseMs: number | null, attempts: number): number | null {
  if (base.scheduleToCloseMs === null || startToCloseMs === null) return null;
  // Less than all attempts need was stated by somebody, and is kept.
  if (base.scheduleToCloseMs < scheduleToCloseFor(base.startToCloseMs ?? 0, base.retry.maximumAttempts)) return base.scheduleToCloseMs;
  return Math.max(base.scheduleToCloseMs, scheduleToCloseFor(startToCloseMs, attempts));
}

function shorter(heartbeatMs: number | null, startToCloseMs: number | null): number | null {
  return heartbeatMs === null || startToCloseMs === null ? heartbeatMs : Math.min(heartbeatMs, startToCloseMs);
}

function resolveRetry(where: string, base: ActivityPolicy['retry'], layers: readonly CallOptions[]): ActivityPolicy['retry'] {
  const stated = <Name extends keyof RetryOptions>(name: Name): RetryOptions[Name] =>
    layers.find((options) => options.retry !== undefined && Object.hasOwn(options.retry, name))?.retry?.[name];
  const interval = (name: 'initialInterval' | 'maximumInterval', fallbackMs: number): number => {
    const value = stated(name);
    return value === undefined ? fallbackMs : positiveMs(where, `retry.${name}`, value);
  };

  const maximumAttempts = stated('maximumAttempts') ?? base.maximumAttempts;
  if (!Number.isInteger(maximumAttempts) || maximumAttempts < 1) {
    const problem = `is ${maximumAttempts}, but attempts are counted from 1`;
    const hint = 'Give a whole number, 1 for no retry. Temporal reads 0 as "for ever", which an agent never wants.';
    throw new InvalidOption({ where, option: 'retry.maximumAttempts', problem, hint });
  }
  const initialIntervalMs = interval('initialInterval', base.initialIntervalMs);
  return {
    maximumAttempts,
    initialIntervalMs,
    backoffCoefficient: stated('backoffCoefficient') ?? base.backoffCoefficient,
    maximumIntervalMs: Math.max(initialIntervalMs, interval('maximumInterval', base.maximumIntervalMs)),
  };
}

function positiveMs(where: string, option: string, value: Duration): number {
  const ms = durationMs(value, where, option);
  if (ms > 0) return ms;
  const hint = `Leave it out for the default, or state \`${option}: undefined\` for no limit.`;
  throw new InvalidOption({ where, option, problem: 'is 0', hint });
}

function checkFit(where: string, { startToCloseMs, scheduleToCloseMs, heartbeatMs }: ActivityPolicy): void {
  if (startToCloseMs === null && scheduleToCloseMs === null) {
    const problem = 'and scheduleToCloseTimeout are both without limit, which Temporal refuses';
    throw new InvalidOption({ where, option: 'startToCloseTimeout', problem, hint: 'State one of the two.' });
  }
  if (heartbeatMs !== null && startToCloseMs !== null && heartbeatMs > startToCloseMs) {
    const problem = `(${heartbeatMs} ms) is longer than start-to-close (${startToCloseMs} ms), so it can never act`;
    throw new InvalidOption({ where, option: 'heartbeatTimeout', problem, hint: 'Make it shorter, or leave it to the default.' });
  }
}
