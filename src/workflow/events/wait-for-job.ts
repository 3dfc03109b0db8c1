import { condition } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import { EventTimedOut } from '../../shared/errors/event-timed-out.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { formatDuration } from '../../shared/options/format-duration.js';
import { openEvent } from './event-inbox.js';

/** What is known of a job. */
export type JobState<Result extends Json> = { readonly done: false } | { readonly done: true; readonly result: Result };

export interface WaitForJobOptions {
  /** How long to wait before the second look. @default '10s' */
  readonly every?: Duration;
  /** By how much each further wait grows. @default 1.5 */
  readonly backoff?: number;
  /** The longest wait between two looks. @default '10m' */
  readonly atMost?: Duration;
  /** The event (`onceward.event.deliver`) by which whoever does the job says that there is news: it is looked at at once. Its data is not believed. */
  readonly event?: string;
  /** How long to wait in all. @default for ever */
  readonly timeout?: Duration;
}

const OPTION_NAMES = ['every', 'backoff', 'atMost', 'event', 'timeout'] as const satisfies readonly (keyof WaitForJobOptions)[];

/**
 * Waits for a job that somebody else does, such as a batch of a model provider: looks at it again and again, with growing waits in between that cost
 * nothing and survive every restart, and at once when its end is announced by an event. A look is a durable step, so one that fails is tried
 * again by its own policy.
 *
 * @param look calls the durable step that asks how the job is
 * @throws EventTimedOut when it is not done in time; UnknownOption, InvalidOption; whatever `look` fails with
 * @example
 * ```ts
 * const answers = await waitForJob(() => batchState(batchId), { event: `batch-${batchId}`, timeout: '24h' });
 * ```
 */
export async function waitForJob<Result extends Json>(
  look: () => Promise<JobState<Result>>,
  options: WaitForJobOptions = {},
): Promise<Result> {
  const { everyMs, atMostMs, backoff, timeoutMs, event } = readOptions(options);
  const startedMs = Date.now();
  for (let waitMs = everyMs; ; waitMs = Math.min(waitMs * backoff, atMostMs)) {
    const state = await look();
    if (state.done) return state.result;
    const leftMs = startedMs + timeoutMs - Date.now();
    if (leftMs <= 0) throw new EventTimedOut({ name: event ?? 'the end of the job', waited: formatDuration(timeoutMs) });
    await untilNews(event, Math.max(1, Math.min(waitMs, leftMs)));
  }
}

async function untilNews(name: string | undefined, waitMs: number): Promise<void> {
  const event = name === undefined ? undefined : openEvent(name, undefined);
  try {
    await condition(() => event?.value() !== undefined, waitMs);
  } finally {
    event?.close();
  }
}

function readOptions(options: WaitForJobOptions): {
  readonly everyMs: number;
  readonly atMostMs: number;
  readonly backoff: number;
  readonly timeoutMs: number;
  readonly event: string | undefined;
} {
  const where = 'waitForJob()';
  checkOptions(where, options, OPTION_NAMES);
  const { every = '10s', backoff = 1.5, atMost = '10m', timeout, event } = options;
  if (!Number.isFinite(backoff) || backoff < 1) {
    throw new InvalidOption({ where, option: 'backoff', problem: `is ${backoff}`, hint: 'Give a number of 1 or more.' });
  }
  const everyMs = Math.max(1, durationMs(every, where, 'every'));
  return {
    everyMs,
    atMostMs: Math.max(everyMs, durationMs(atMost, where, 'atMost')),
    backoff,
    timeoutMs: timeout === undefined ? Infinity : durationMs(timeout, where, 'timeout'),
    event,
  };
}
