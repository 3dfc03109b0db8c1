import { isPatchOfConfig, type PinnedValues } from '../../shared/contract/pinned-values.js';
import type { PatchRule } from './compose-patch-activation.js';

/** What `pinConfig` calls: the values come back as a result, which is what a replay can read. */
export function pin(given: PinnedValues): Promise<PinnedValues> {
  return Promise.resolve(given);
}

/** Whether a run goes over to other values, or ends for them, is decided in the workflow. */
export const configPatchRule: PatchRule = ({ patchId }) => (isPatchOfConfig(patchId) ? true : undefined);
