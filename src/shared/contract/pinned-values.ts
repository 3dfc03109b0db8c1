import type { Json } from './json.js';

/** The local activity whose marker keeps what `pinConfig` was given. Its name stands in histories. */
export const PIN_ACTIVITY = 'onceward.pin';

/** The patch of a run that ended for its configuration: a replay ends it at the same call. */
export const DRIFT_PATCH = 'onceward-config-drifted';

/** What `pinConfig` was given: the argument and the result of its local activity. */
export interface PinnedValues {
  readonly v: 1;
  readonly name: string;
  readonly values: { readonly [member: string]: Json };
}

/** The patch of a run that went over to other values, the nth time it did. */
export function upgradePatch(name: string, nth: number): string {
  return `onceward-pin:${name}:${nth}`;
}

/** Whether a patch is one of these: no roll-out and no callback of a worker's own decides about them. */
export function isPatchOfConfig(patchId: string): boolean {
  return patchId === DRIFT_PATCH || patchId.startsWith('onceward-pin:');
}
