import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { CallOptions } from '../../shared/durable/durable-options.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import type { ActivityPolicy } from '../../shared/policy/activity-policy.js';
import { DEFAULT_POLICIES, ONCE_POLICY } from '../../shared/policy/default-policies.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';

/** What a worker's owner says of whole kinds, and of everything. */
export interface PolicyDefaults {
  readonly kindDefaults: Partial<Record<ActivityKind, CallOptions>>;
  readonly defaults: CallOptions;
}

interface PolicyQuestion {
  readonly where: string;
  readonly kind: ActivityKind;
  /** What the thing says of this activity. */
  readonly stated: DurableTag['options'];
  readonly tag: DurableTag;
  readonly options: PolicyDefaults;
}

/**
 * The timeouts and retries of a step: stated for it, else for its kind, else for all, else the defaults.
 *
 * @throws InvalidOption
 */
export function stepPolicy({ where, kind, stated, tag, options }: PolicyQuestion): ActivityPolicy {
  // A worker in another language may not heartbeat, so only a stated timeout holds for it.
  const remote: CallOptions = tag.origin.type === 'remote' ? { heartbeatTimeout: undefined } : {};
  const layers = [stated, remote, options.kindDefaults[kind] ?? {}, options.defaults];
  return resolvePolicy(where, stated.sideEffect === 'once' ? ONCE_POLICY : DEFAULT_POLICIES[kind], layers);
}
