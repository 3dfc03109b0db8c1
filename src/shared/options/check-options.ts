import { UnknownOption } from '../errors/unknown-option.js';
import { nearestName } from './nearest-name.js';

/**
 * Refuses an options object with a name that does not exist, so that a typing slip is not silently ignored.
 *
 * @param where What the options are for, as the message names it: `'defineTool'`.
 * @param known Every name that exists.
 * @throws UnknownOption for the first own name that is not known, with the name that was probably meant.
 */
export function checkOptions(where: string, options: object, known: readonly string[]): void {
  const option = Object.keys(options).find((name) => !known.includes(name));
  if (option !== undefined) throw new UnknownOption({ where, option, suggestion: nearestName(option, known), known });
}
