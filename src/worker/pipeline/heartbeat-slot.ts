import type { AttemptSlot } from '../../shared/contract/pipeline.js';
import type { AttemptRecord } from '../../shared/contract/attempt-record.js';
import type { Attempt } from './attempt.js';

/** Heartbeats a timeout holds, so that one that comes late does not end the attempt. */
const HEARTBEATS_PER_TIMEOUT = 3;

/** Tells Temporal by timer that the attempt is alive, which is also how a cancellation arrives. */
export const heartbeatSlot: AttemptSlot<Attempt> = {
  name: 'heartbeat',
  async run(attempt, next) {
    const { heartbeatTimeoutMs } = attempt.temporal.info;
    if (!heartbeatTimeoutMs) return next(attempt);
    const beat = (): void => attempt.temporal.heartbeat({ v: 1, usage: attempt.usage } satisfies AttemptRecord);
    beat();
    const timer = setInterval(beat, heartbeatTimeoutMs / HEARTBEATS_PER_TIMEOUT);
    try {
      return await next(attempt);
    } finally {
      clearInterval(timer);
    }
  },
};
