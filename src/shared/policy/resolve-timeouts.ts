import type { CallOptions } from '../durable/durable-options.js';
import { InvalidOption } from '../errors/invalid-option.js';
import { durationMs } from '../options/duration.js';
import type { ActivityPolicy } from './activity-policy.js';
import { CHEAP_HEARTBEAT_MS, scheduleToCloseFor } from './default-policies.js';
import { firstWithEither, statedIn } from './option-layers.js';
import { positiveMs } from './positive-ms.js';

const START_TO_CLOSE_OF_P99 = 3;

/** What the timeouts of an activity are resolved from. */
export interface PolicyLayers {
  /** The policy of its kind, or what was resolved for it before. */
  readonly base: ActivityPolicy;
  /** The policy of its kind. */
  readonly table: ActivityPolicy;
  /** From the most to the least specific. */
  readonly layers: readonly CallOptions[];
}

/** A p99 and a start-to-close say the same thing, so the first layer with either decides; within it, the start-to-close. */
export function resolveStartToClose(where: string, { base, table, layers }: PolicyLayers): number | null {
  const layer = firstWithEither(layers, 'startToCloseTimeout', 'p99');
  const { startToCloseTimeout, p99 } = layer;
  if (startToCloseTimeout !== undefined) return positiveMs(where, 'startToCloseTimeout', startToCloseTimeout);
  if (Object.hasOwn(layer, 'startToCloseTimeout')) return null;
  if (p99 !== undefined) return START_TO_CLOSE_OF_P99 * positiveMs(where, 'p99', p99);
  const fallbackMs = Object.hasOwn(layer, 'p99') ? table.startToCloseMs : base.startToCloseMs;
  // A stated total is a limit of each attempt, too.
  const total = statedIn(layers, 'scheduleToCloseTimeout')?.value;
  return total === undefined || fallbackMs === null ? fallbackMs : Math.min(fallbackMs, positiveMs(where, 'scheduleToCloseTimeout', total));
}

/** A default is long enough for all attempts and one long Retry-After; less or more than that was stated by somebody, and is kept. */
export function resolveScheduleToClose(
  where: string,
  { base, layers }: PolicyLayers,
  { startToCloseMs, retryAfterCapMs, retry: { maximumAttempts } }: Pick<ActivityPolicy, 'startToCloseMs' | 'retryAfterCapMs' | 'retry'>,
): number | null {
  const stated = statedIn(layers, 'scheduleToCloseTimeout');
  if (stated !== undefined) return stated.value === undefined ? null : positiveMs(where, 'scheduleToCloseTimeout', stated.value);
  if (base.scheduleToCloseMs === null || startToCloseMs === null) return null;
  const needed = scheduleToCloseFor({ startToCloseMs, maximumAttempts, retryAfterCapMs });
  const ofBase = scheduleToCloseFor({
    startToCloseMs: base.startToCloseMs ?? 0,
    maximumAttempts: base.retry.maximumAttempts,
    retryAfterCapMs: base.retryAfterCapMs,
  });
  if (base.scheduleToCloseMs === ofBase) return needed;
  return base.scheduleToCloseMs < ofBase ? base.scheduleToCloseMs : Math.max(needed, base.scheduleToCloseMs);
}

/** `resume` names a heartbeat timeout, so the first layer with either decides; within it, the heartbeat timeout. A default is shortened to fit. */
export function resolveHeartbeat(where: string, { base, table, layers }: PolicyLayers, startToCloseMs: number | null): number | null {
  const layer = firstWithEither(layers, 'heartbeatTimeout', 'resume');
  const { heartbeatTimeout, resume = 'fast' } = layer;
  if (heartbeatTimeout !== undefined) return positiveMs(where, 'heartbeatTimeout', heartbeatTimeout);
  if (Object.hasOwn(layer, 'heartbeatTimeout')) return null;
  if (!Object.hasOwn(layer, 'resume')) return shorter(base.heartbeatMs, startToCloseMs);
  if (resume === 'fast') return shorter(table.heartbeatMs, startToCloseMs);
  if (resume === 'cheap') return shorter(CHEAP_HEARTBEAT_MS, startToCloseMs);
  const problem = `is ${JSON.stringify(resume)}, which it cannot be`;
  throw new InvalidOption({ where, option: 'resume', problem, hint: "Give 'fast' or 'cheap', or a heartbeatTimeout of your own." });
}

/** An option that 0, false and a stated `undefined` switch off. */
export function resolveSwitchable(
  where: string,
  name: 'outagePatience' | 'chunkIdleTimeout',
  { layers, fallbackMs }: { readonly layers: readonly CallOptions[]; readonly fallbackMs: number },
): number {
  const stated = statedIn(layers, name);
  if (stated === undefined) return fallbackMs;
  return stated.value === undefined || stated.value === false ? 0 : durationMs(stated.value, where, name);
}

function shorter(heartbeatMs: number | null, startToCloseMs: number | null): number | null {
  return heartbeatMs === null || startToCloseMs === null ? heartbeatMs : Math.min(heartbeatMs, startToCloseMs);
}
