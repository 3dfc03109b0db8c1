import { DEFAULT_POLICIES, ONCE_POLICY } from 'onceward';
import { expect, test } from 'vitest';

const [SECOND, MINUTE] = [1_000, 60_000];

/** The table of the design, column by column: start-to-close, attempts, first retry, longest retry, heartbeat timeout. */
const TABLE = {
  model: [120 * SECOND, 6, 2 * SECOND, 60 * SECOND, 10 * SECOND],
  embedding: [120 * SECOND, 6, 2 * SECOND, 60 * SECOND, 10 * SECOND],
  retriever: [30 * SECOND, 5, SECOND, 30 * SECOND, 10 * SECOND],
  reranker: [30 * SECOND, 5, SECOND, 30 * SECOND, 10 * SECOND],
  tool: [60 * SECOND, 4, SECOND, 60 * SECOND, 10 * SECOND],
  function: [10 * MINUTE, 3, 2 * SECOND, 60 * SECOND, 30 * SECOND],
  once: [60 * SECOND, 6, 2 * SECOND, 60 * SECOND, 10 * SECOND],
} as const;

test.for(Object.entries(TABLE))(
  '%s keeps its documented limits',
  ([kind, [startToCloseMs, attempts, firstRetryMs, longestRetryMs, heartbeatMs]]) => {
    const policies: Readonly<Record<string, unknown>> = { ...DEFAULT_POLICIES, once: ONCE_POLICY };
    expect(policies[kind]).toEqual({
      startToCloseMs,
      scheduleToCloseMs: 15 * MINUTE + attempts * startToCloseMs,
      heartbeatMs,
      outagePatienceMs: 60 * MINUTE,
      retryAfterCapMs: 15 * MINUTE,
      chunkIdleMs: 60 * SECOND,
      retry: {
        maximumAttempts: attempts,
        initialIntervalMs: firstRetryMs,
        backoffCoefficient: 2,
        maximumIntervalMs: longestRetryMs,
      },
    });
  },
);

test('every kind has limits: nothing is tried for ever', () => {
  for (const [kind, { startToCloseMs, scheduleToCloseMs, heartbeatMs, retry }] of Object.entries(DEFAULT_POLICIES)) {
    const limits = [startToCloseMs, scheduleToCloseMs, heartbeatMs, retry.maximumAttempts];
    expect(
      limits.every((limit) => limit !== null && limit > 0),
      kind,
    ).toBe(true);
  }
});
