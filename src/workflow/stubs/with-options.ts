import { checkCallOptions } from '../../shared/durable/check-call-options.js';
import type { CallOptions } from '../../shared/durable/durable-options.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { DEFAULT_POLICIES } from '../../shared/policy/default-policies.js';
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
  checkCallOptions(where, options);
  const { entry, create } = origin;
  const policy = resolvePolicy(where, entry.policy, [options], DEFAULT_POLICIES[entry.kind]);
  return defineStub({ ...entry, policy }, create);
}
