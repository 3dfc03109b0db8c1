import { ACTIVITY_KINDS } from '../../shared/contract/activity-kind.js';
import { checkCallOptions } from '../../shared/durable/check-call-options.js';
import { checkOptions } from '../../shared/options/check-options.js';
import type { OncewardPluginOptions } from './plugin-options.js';

/**
 * Refuses names of options and kinds that do not exist in what the plugin states for all steps.
 *
 * @throws UnknownOption
 */
export function checkPluginDefaults({ kinds = {}, defaults = {} }: OncewardPluginOptions): void {
  checkOptions('new OncewardPlugin(), kinds', kinds, ACTIVITY_KINDS);
  for (const [kind, options] of Object.entries(kinds)) checkCallOptions(`new OncewardPlugin(), kinds.${kind}`, options);
  checkCallOptions('new OncewardPlugin(), defaults', defaults);
}
