import { checkOptions } from '../options/check-options.js';
import { CALL_OPTION_NAMES, RETRY_OPTION_NAMES, type CallOptions } from './durable-options.js';

/**
 * Refuses names that do not exist, also within `retry`.
 *
 * @param where what the options are for, as the message names it
 * @param known every name that exists beside those a call may set
 * @throws UnknownOption
 */
export function checkCallOptions(where: string, options: CallOptions, known: readonly string[] = []): void {
  checkOptions(where, options, [...new Set([...CALL_OPTION_NAMES, ...known])]);
  if (options.retry !== undefined) checkOptions(`${where}, retry`, options.retry, RETRY_OPTION_NAMES);
}
