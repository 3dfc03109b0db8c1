import type { CallOptions } from '../durable/durable-options.js';
import { durationMs } from '../options/duration.js';
import type { ActivityPolicy } from './activity-policy.js';
import { checkPolicy } from './check-policy.js';
import { DEFAULT_ATTEMPT_LIMITS } from './default-policies.js';
import { statedIn } from './option-layers.js';
import { resolveRetry } from './resolve-retry.js';
import { resolveHeartbeat, resolveScheduleToClose, resolveStartToClose, resolveSwitchable } from './resolve-timeouts.js';

/**
 * The policy of an activity: `base`, changed by the layers. The first layer that states an option decides it, also when it
 * states `undefined`: without that limit, or where there is no such thing, as the kind has it.
 *
 * @param where names the thing in errors
 * @param base the policy of its kind, or what was resolved for it before
 * @param layers options from the most to the least specific: call, thing, kind, plugin
 * @param table the policy of its kind, when `base` was resolved before
 * @throws InvalidOption when a value is unusable or two do not fit together
 */
export function resolvePolicy(
  where: string,
  base: ActivityPolicy,
  layers: readonly CallOptions[],
  table: ActivityPolicy = base,
): ActivityPolicy {
  const from = { base, table, layers };
  const startToCloseMs = resolveStartToClose(where, from);
  const retry = resolveRetry(where, base.retry, { layers, table: table.retry });
  const retryAfterCapMs = resolveRetryAfterCap(where, base, layers);
  const taskQueue = (statedIn(layers, 'taskQueue') ?? { value: base.taskQueue }).value;
  const priority = (statedIn(layers, 'priority') ?? { value: base.priority }).value;
  const drift = (statedIn(layers, 'drift') ?? { value: base.drift }).value;
  const chunkIdleMs = resolveSwitchable(where, 'chunkIdleTimeout', { layers, fallbackMs: base.chunkIdleMs ?? 0 });
  const policy: ActivityPolicy = {
    startToCloseMs,
    scheduleToCloseMs: resolveScheduleToClose(where, from, { startToCloseMs, retry, retryAfterCapMs }),
    heartbeatMs: resolveHeartbeat(where, from, startToCloseMs),
    retry,
    outagePatienceMs: resolveSwitchable(where, 'outagePatience', { layers, fallbackMs: base.outagePatienceMs }),
    retryAfterCapMs,
    chunkIdleMs: chunkIdleMs === 0 ? null : chunkIdleMs,
    ...(taskQueue !== undefined && { taskQueue }),
    ...(priority !== undefined && { priority }),
    ...(drift !== undefined && { drift }),
  };
  checkPolicy(where, policy);
  return policy;
}

/** 0 waits for none: each is left to `outagePatience`. */
function resolveRetryAfterCap(where: string, base: ActivityPolicy, layers: readonly CallOptions[]): number {
  const stated = statedIn(layers, 'retryAfterCap');
  if (stated === undefined) return base.retryAfterCapMs;
  return stated.value === undefined ? DEFAULT_ATTEMPT_LIMITS.retryAfterCapMs : durationMs(stated.value, where, 'retryAfterCap');
}
