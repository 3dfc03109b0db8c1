import { workflowInfo } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import type { EventGrant } from '../../shared/contract/run-event.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { assertSynchronous, type SynchronousSchema } from '../synchronous-schema.js';
import { expectEvent } from './event-inbox.js';

export interface EventGrantOptions<Value extends Json> {
  /** What its data has to be, when it comes before `waitForEvent` was called; state the same there. */
  readonly schema?: SynchronousSchema<Value>;
}

let granted = 0;

/**
 * The right to deliver an event to this run, once. Give it to the step that tells another system where to call back: there `eventTokens` makes an
 * address of it, which `createEventHandler` serves. From here on the run takes events, also before it waits for one.
 *
 * @param name of the event, as `waitForEvent` has it
 * @throws UnknownOption; InvalidOption for an asynchronous schema
 * @example
 * ```ts
 * await startCheckout(order, eventGrant('payment', { schema: Payment }));
 * const payment = await waitForEvent('payment', { schema: Payment, timeout: '3d' });
 * ```
 */
export function eventGrant<Value extends Json>(name: string, options: EventGrantOptions<Value> = {}): EventGrant {
  const where = `eventGrant(${name})`;
  checkOptions(where, options, ['schema']);
  const { schema } = options;
  if (schema !== undefined) assertSynchronous(schema, undefined, where);
  expectEvent(name, schema);
  const { workflowId, firstExecutionRunId: firstRunId, originalExecutionRunId } = workflowInfo();
  granted += 1;
  // The same after a reset, as the number is; another in the run that continues this one.
  return { v: 1, workflowId, firstRunId, name, id: `granted:${originalExecutionRunId}:${granted}` };
}
