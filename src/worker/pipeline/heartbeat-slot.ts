import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { AttemptRecord } from '../../shared/contract/attempt-record.js';
import type { Attempt } from './attempt.js';

/**
 * Heartbeats a timeout holds: late ones do not end the attempt, and a cancellation, which arrives with a heartbeat, is there within a
 * quarter of the timeout.
 */
const HEARTBEATS_PER_TIMEOUT = 4;

/** Tells Temporal by timer that the attempt is alive, which is also how a cancellation arrives. A short attempt costs no heartbeat. */
export const heartbeatSlot: AttemptSlot<Attempt> = {
  name: 'heartbeat',
  async run(attempt, next) {
    const { heartbeatTimeoutMs } = attempt.temporal.info;
    if (!heartbeatTimeoutMs) return next(attempt);
    const timer = setInterval(() => beat(attempt), heartbeatTimeoutMs / HEARTBEATS_PER_TIMEOUT);
    try {
      return await next(attempt);
    } finally {
      clearInterval(timer);
    }
  },
};

/** One heartbeat now, with what a next attempt has to know. */
export function beat({ temporal, usage, providerJob }: Attempt): void {
  temporal.heartbeat({ v: 1, usage, ...(providerJob !== undefined && { providerJob }) } satisfies AttemptRecord);
}
