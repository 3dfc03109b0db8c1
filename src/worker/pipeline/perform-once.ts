import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../../shared/contract/json.js';
import { LeaseLost } from '../../shared/errors/lease-lost.js';
import { OutcomeUnknown } from '../../shared/errors/outcome-unknown.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import { keepLease } from '../ledger/keep-lease.js';
import type { Ledger } from '../ledger/ledger.js';
import { toStoredResult } from '../ledger/stored-result.js';
import type { Attempt } from './attempt.js';
import { stepContext } from './context-slot.js';
import { isCertainlyUndone } from './is-certainly-undone.js';
import { stopAttempt } from './stop-signal.js';
import { judgementOf } from './judgement-of.js';

/** The waits between tries to tell the ledger what a write did: about ten seconds in all. */
const PAUSES_MS = [100, 300, 1_000, 3_000, 5_000] as const;

/** The right to perform one write. */
export interface HeldWrite {
  readonly ledger: Ledger;
  readonly attempt: Attempt;
  readonly fence: number;
  readonly leaseMs: number;
  /** When the ledger was asked for it, by `performance.now()`: the lease began no sooner. */
  readonly askedAtMs: number;
}

/** Performs the write while the lease is kept, and tells the ledger how it ended. */
export async function performOnce(write: HeldWrite, perform: (attempt: Attempt) => Promise<Json>): Promise<Json> {
  const { ledger, attempt, fence, leaseMs } = write;
  await confirmLease(write);
  const lost = Promise.withResolvers<never>();
  const stop = keepLease(ledger, {
    key: attempt.header.key,
    fence,
    leaseMs,
    longestMs: attempt.temporal.info.startToCloseTimeoutMs,
    onLost: (error) => {
      lost.reject(error);
      stopAttempt(attempt.temporal, error);
    },
  });
  try {
    const value = await Promise.race([perform(attempt), lost.promise]).catch((error: unknown) => endFailed(write, error));
    await recordResult(write, value);
    return value;
  } finally {
    stop();
  }
}

/**
 * The right may be over when the word of it comes: the process stood still meanwhile, or the network did. Another attempt may have found then that
 * nothing happened, and made the write.
 *
 * @throws LeaseLost when another attempt has taken this one's place
 */
async function confirmLease({ ledger, attempt, fence, leaseMs, askedAtMs }: HeldWrite): Promise<void> {
  for (let askedMs = askedAtMs; performance.now() - askedMs >= leaseMs;) {
    askedMs = performance.now();
    await ledger.extend(attempt.header.key, fence, leaseMs);
  }
}

/** Records what the write gave. A ledger that is away for longer is left behind: failing here would have the write made again. */
export async function recordResult({ ledger, attempt, fence }: Omit<HeldWrite, 'leaseMs' | 'askedAtMs'>, value: Json): Promise<void> {
  const { key } = attempt.header;
  const result = await toStoredResult(value, attempt.usage, stepContext().artifacts).catch((error: unknown) => {
    attempt.temporal.log.warn('A large result goes into the ledger itself: the artifact store cannot be written', {
      key,
      error: summarizeError(error),
    });
    return { v: 1 as const, value, usage: attempt.usage };
  });
  await insist(attempt, () => ledger.complete(key, fence, result));
}

/** Tells the ledger whether the failed write did nothing for certain, and gives the error that the attempt ends with. */
async function endFailed({ ledger, attempt, fence }: HeldWrite, error: unknown): Promise<never> {
  if (LeaseLost.isInstance(error)) throw error;
  const { header, signal, step, isPreparing = false } = attempt;
  const { verdict } = judgementOf(attempt, error);
  const isUndone = isPreparing || (!signal.aborted && isCertainlyUndone(verdict));
  await insist(attempt, () => ledger.fail(header.key, fence, isUndone ? 'released' : 'unknown'));
  // With 'retry' and `verify` the next attempt finds the write, and decides.
  const isLeftToNext = verdict.retryable && (step.options.onUnknownOutcome ?? 'ask') !== 'ask';
  if (isUndone || signal.aborted || isLeftToNext) throw error;
  throw new OutcomeUnknown({ step: step.entry.activityType, key: header.key, fence, reason: summarizeError(error), cause: error });
}

async function insist(attempt: Attempt, tell: () => Promise<void>): Promise<void> {
  for (const pauseMs of [...PAUSES_MS, undefined]) {
    try {
      return await tell();
    } catch (error) {
      if (LeaseLost.isInstance(error)) throw error;
      const details = { key: attempt.header.key, error: summarizeError(error) };
      if (pauseMs === undefined) {
        attempt.temporal.log.warn(
          'The ledger was not told how a write ended: to it, the outcome is unknown once the lease is over',
          details,
        );
        return;
      }
      attempt.temporal.log.warn('The ledger could not be told how a write ended; trying again', details);
      await sleep(pauseMs);
    }
  }
}
