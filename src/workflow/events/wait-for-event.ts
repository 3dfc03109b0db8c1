import { condition } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import { EventTimedOut } from '../../shared/errors/event-timed-out.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { formatDuration } from '../../shared/options/format-duration.js';
import { assertSynchronous, type SynchronousSchema } from '../synchronous-schema.js';
import { openEvent } from './event-inbox.js';

export interface WaitForEventOptions<Value extends Json> {
  /** What its data has to be: any Standard Schema that answers synchronously. What does not fit is refused before it reaches history. */
  readonly schema?: SynchronousSchema<Value>;
  /** How long to wait, such as '3d'. It costs nothing. @default for ever */
  readonly timeout?: Duration;
  /** What happens when it did not come. @default 'fail' */
  readonly onTimeout?: 'fail' | { readonly fallback: Value };
}

const OPTION_NAMES = ['schema', 'timeout', 'onTimeout'] as const satisfies readonly (keyof WaitForEventOptions<Json>)[];

/**
 * Waits for something that happens elsewhere: a payment, the end of a batch job, a signature. The update `onceward.event.deliver` brings it, from any
 * Temporal client. One that comes before the code waits for it is kept, once the run waits for events at all; one that is delivered again under the
 * same `id` counts once.
 *
 * @param name which event; each is taken once, in the order in which they came
 * @returns its data, as the schema reads it; `null` for an event without
 * @throws EventTimedOut when it did not come in time and `onTimeout` is 'fail'; UnknownOption, InvalidOption
 * @example
 * ```ts
 * const payment = await waitForEvent('payment', { schema: Payment, timeout: '3d' });
 * ```
 */
export async function waitForEvent<Value extends Json>(name: string, options: WaitForEventOptions<Value> = {}): Promise<Value> {
  const where = `waitForEvent(${name})`;
  checkOptions(where, options, OPTION_NAMES);
  const { schema, timeout, onTimeout = 'fail' } = options;
  if (schema !== undefined) assertSynchronous(schema, undefined, where);
  const timeoutMs = timeout === undefined ? undefined : durationMs(timeout, where, 'timeout');
  const event = openEvent(name, schema);
  try {
    const isThere = (): boolean => event.value() !== undefined;
    if (timeoutMs === undefined) await condition(isThere);
    // A timer of no time at all is none.
    else await condition(isThere, Math.max(timeoutMs, 1));
    const received = event.value();
    if (received !== undefined) return received.value as Value;
    if (onTimeout !== 'fail') return onTimeout.fallback;
    throw new EventTimedOut({ name, waited: formatDuration(timeoutMs ?? 0) });
  } finally {
    event.close();
  }
}
