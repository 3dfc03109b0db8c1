import { CALL_OPTION_NAMES, type CallOptions } from '../../shared/durable/durable-options.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';
import { defineStub, stubOriginOf } from './define-stub.js';

/**
 * Gives a durable thing other timeouts, retries or priority for the calls made through the result.
 *
 * @throws InvalidDurable when `target` is not durable; UnknownOption; InvalidOption
 * @example
 * ```ts
 * const text = await withOptions(ocr, { startToCloseTimeout: '10m', priority: 5 })(page);
 * ```
 */
export function withOptions<Target extends object>(target: Target, options: CallOptions): Target {
  const origin = stubOriginOf(target);
  if (origin === undefined) {
    const hint = 'Give it something imported from a durable module, in workflow code.';
    throw new InvalidDurable({ what: 'withOptions()', problem: 'got something that is not durable', hint });
  }
  const where = `withOptions(${origin.entry.id})`;
  checkOptions(where, options, CALL_OPTION_NAMES);
  return defineStub({ ...origin.entry, policy: resolvePolicy(where, origin.entry.policy, [options]) }, origin.create);
}
