import { InvalidOption } from '../errors/invalid-option.js';
import { nearestName } from '../options/nearest-name.js';
import { CONFIG_DRIFTS } from './config-drift.js';

/** @throws InvalidOption for anything but one of the three words, or nothing */
export function checkConfigDrift(where: string, option: string, response: unknown): void {
  if (response === undefined || (CONFIG_DRIFTS as readonly unknown[]).includes(response)) return;
  const near = typeof response === 'string' ? nearestName(response, CONFIG_DRIFTS) : undefined;
  const hint = near === undefined ? "It is 'keep', 'upgrade' or 'fail'." : `Did you mean '${near}'?`;
  throw new InvalidOption({ where, option, problem: `is ${JSON.stringify(response)}`, hint });
}
