import type { Client, WorkflowClient } from '@temporalio/client';
import { EVENT_DELIVER, EVENT_LOOK_UP, type EventReceipt, type EventState, type RunEvent } from '../../shared/contract/run-event.js';
import { EventRefused, type EventRefusal, type EventRefusalKind } from '../../shared/errors/event-refused.js';
import { refusalInDetails } from '../../shared/errors/refused-error.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { askRun } from '../runs/ask-run.js';
import { noSuchRun, runOf, type Run } from '../runs/run-of.js';
import { updateFailureOf } from '../runs/update-failure.js';

export interface EventsClientOptions {
  /** How long a worker may take to answer. @default '10s' */
  readonly timeout?: Duration;
}

export interface DeliverOptions {
  /** The chain that the run has to belong to. @default whichever runs now */
  readonly firstRunId?: string;
}

/** What `eventsClient` gives. */
export interface EventsClient {
  /**
   * Gives a run an event. One that came before under the same `id` is not sent again, and its receipt says so (`duplicate`).
   *
   * @throws EventRefused, TokenRefused
   */
  deliver(workflowId: string, event: RunEvent, options?: DeliverOptions): Promise<EventReceipt>;
}

const DEFAULT_TIMEOUT = '10s';

/**
 * Delivers events to runs, through a Temporal client with `oncewardClient` among its plugins. Whatever is not taken comes back as `EventRefused`, in plain
 * words and within `timeout`.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * const { at } = await eventsClient(client).deliver('order-7', { name: 'payment', id: 'evt_1', data: { amount: 7 } });
 * ```
 */
export function eventsClient(client: Client, options: EventsClientOptions = {}): EventsClient {
  checkOptions('eventsClient()', options, ['timeout']);
  const timeoutMs = durationMs(options.timeout ?? DEFAULT_TIMEOUT, 'eventsClient()', 'timeout');
  return {
    async deliver(workflowId, event, { firstRunId } = {}) {
      const { name } = event;
      const run = await runOf(client, { workflowId, firstRunId });
      if (run === undefined) throw new EventRefused({ name, kind: 'unknown', reason: noSuchRun(client, workflowId) });
      // Asked first: what came before, or what no worker can take, is not sent.
      const { receipt } = await stateOf(client, run, { event, timeoutMs });
      if (receipt !== undefined) return { ...receipt, duplicate: true };
      return send(client, run, { event, timeoutMs });
    },
  };
}

interface Delivery {
  readonly event: RunEvent;
  readonly timeoutMs: number;
}

/** @throws EventRefused when it cannot be sent */
async function stateOf(client: Client, run: Run, { event: { name, id }, timeoutMs }: Delivery): Promise<EventState> {
  const { workflowId, taskQueue, closed } = run;
  const said = await askRun<EventState>(client, { workflowId, query: EVENT_LOOK_UP, args: [name, id ?? null], timeoutMs });
  const refused = (kind: EventRefusalKind, reason: string): EventRefused => new EventRefused({ name, kind, reason });
  if (said.kind === 'said' && (closed === undefined || said.answer.receipt !== undefined)) return said.answer;
  if (closed !== undefined) throw refused('closed', `the run '${workflowId}' is over (${closed})`);
  if (said.kind === 'unreadable') throw refused('unreadable', `what the run '${workflowId}' says cannot be read here: ${said.reason}`);
  if (said.kind === 'silent') throw refused('no-worker', `no worker on '${taskQueue}' answered, so nothing was sent`);
  throw refused('unknown', `the run '${workflowId}' takes no events, at least not yet`);
}

async function send(client: Client, { workflowId, firstRunId, taskQueue }: Run, { event, timeoutMs }: Delivery): Promise<EventReceipt> {
  // The server holds the update to the chain, whatever started under the id meanwhile.
  const handle: ReturnType<WorkflowClient['getHandle']> = client.workflow.getHandle(workflowId, undefined, {
    firstExecutionRunId: firstRunId,
  });
  const update = (): Promise<EventReceipt> => handle.executeUpdate<EventReceipt, [RunEvent]>(EVENT_DELIVER, { args: [event] });
  return client.withDeadline(Date.now() + timeoutMs, update).catch((error: unknown) => {
    const { name } = event;
    const failure = updateFailureOf(error);
    if (failure === undefined) throw error;
    if (failure.kind === 'over') throw new EventRefused({ name, kind: 'closed', reason: `the run '${workflowId}' is over` });
    if (failure.kind === 'refused') {
      const refusal = refusalInDetails<EventRefusal>(failure.details);
      throw new EventRefused(refusal ?? { name, kind: 'invalid', reason: failure.reason });
    }
    const reason = `no worker on '${taskQueue}' took it within ${timeoutMs / 1_000} s; it may still be taken, and under the same id it counts once`;
    throw new EventRefused({ name, kind: 'no-worker', reason });
  });
}
