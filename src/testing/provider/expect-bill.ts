import { AssertionError } from 'node:assert';
import { checkOptions } from '../../shared/options/check-options.js';
import type { ProviderBill } from './journaled-request.js';
import { contentOf } from './request-journal.js';
import type { ScriptedProvider } from './scripted-provider.js';

/**
 * Fails when a provider was not asked exactly so often. The error lists the requests that came a second time.
 *
 * @param expected `requests` that arrived; of them `repeated`: those that an earlier one equals. In flight at a kill, each step may cost one.
 * @throws AssertionError; UnknownOption
 * @example
 * ```ts
 * expectBill(provider, { requests: 3, repeated: 0 });
 * ```
 */
export function expectBill(provider: Pick<ScriptedProvider, 'bill' | 'requests'>, expected: ProviderBill): void {
  checkOptions('expectBill()', expected, ['requests', 'repeated']);
  const { requests, repeated } = provider.bill();
  if (requests === expected.requests && repeated === expected.repeated) return;
  const message = `The provider was asked ${times(requests)}, ${times(repeated)} for the same; expected were ${expected.requests} and ${expected.repeated}.`;
  throw new AssertionError({
    message: [message, ...repetitions(provider)].join('\n'),
    actual: { requests, repeated },
    expected,
    operator: 'expectBill',
  });
}

function repetitions(provider: Pick<ScriptedProvider, 'requests'>): readonly string[] {
  const first = new Map<string, number>();
  return provider.requests().flatMap((request) => {
    const content = contentOf(request);
    const earlier = first.get(content);
    if (earlier === undefined) first.set(content, request.number);
    const keys = request.idempotencyKey === undefined ? '' : `, key ${request.idempotencyKey}`;
    return earlier === undefined ? [] : [`  request ${request.number} repeats request ${earlier}: ${request.path}${keys}`];
  });
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
