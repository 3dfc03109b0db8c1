import type { OncewardPluginOptions } from 'onceward/worker';

/** So that each of many kills is noticed, and made good, in seconds. The bundle and all workers of a run have to agree on them. */
export const CRASH_OPTIONS = {
  defaults: { heartbeatTimeout: '8s', retry: { initialInterval: '200ms' } },
} as const satisfies Partial<OncewardPluginOptions>;
