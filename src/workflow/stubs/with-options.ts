import { checkCallOptions } from '../../shared/durable/check-call-options.js';
import { CALL_SITE_OPTION_NAMES, type CallSiteOptions } from '../../shared/durable/durable-options.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { DEFAULT_POLICIES } from '../../shared/policy/default-policies.js';
import { resolvePolicy } from '../../shared/policy/resolve-policy.js';
import type { EntryPart } from '../../shared/steps/durable-entry.js';
import { defineStub, stubOriginOf } from './define-stub.js';

/**
 * Gives a durable thing other timeouts, retries or priority for the calls made through the result, or names them with a `key`.
 *
 * @throws InvalidDurable when `target` is not durable; UnknownOption; InvalidOption
 * @example
 * ```ts
 * const text = await withOptions(ocr, { startToCloseTimeout: '10m', priority: 5 })(page);
 * ```
 */
export function withOptions<Target extends object>(target: Target, options: CallSiteOptions): Target {
  const origin = stubOriginOf(target);
  if (origin === undefined) {
    const hint = 'Give it something imported from a durable module, in workflow code.';
    throw new InvalidDurable({ what: 'withOptions()', problem: 'got something that is not durable', hint });
  }
  const where = `withOptions(${origin.entry.id})`;
  checkCallOptions(where, options, CALL_SITE_OPTION_NAMES);
  const { entry, create } = origin;
  const { key = entry.callKey, ...callOptions } = options;
  if (key === '') throw emptyKey(where);
  const withPolicy = <Part extends EntryPart>(part: Part): Part => ({
    ...part,
    policy: resolvePolicy(where, part.policy, [callOptions], DEFAULT_POLICIES[part.kind]),
  });
  const parts = Object.entries(entry.parts ?? {}).map(([name, part]) => [name, withPolicy(part)] as const);
  const changed = { ...withPolicy(entry), ...(parts.length > 0 && { parts: Object.fromEntries(parts) }) };
  return defineStub({ ...changed, ...(key !== undefined && { callKey: key }) }, create);
}

function emptyKey(where: string): InvalidOption {
  const hint = "Name what the call is about, such as 'page-3', or leave it out.";
  return new InvalidOption({ where, option: 'key', problem: 'is empty', hint });
}
