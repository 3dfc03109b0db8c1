import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Attempt } from './attempt.js';
import type { Judgement } from './judge-error.js';
import { judgementOf } from './judgement-of.js';
import { renewalsOf } from './renewals.js';

/**
 * Lets credentials that the other side refused be renewed, if the step says how, and gives the failure another try. A step that is refused right after that is
 * final: nobody is asked twice with credentials that were just renewed.
 *
 * @param startedAtMs when the attempt began, by `performance.now()`: credentials renewed since then have not been refused yet
 */
export async function withRefreshedAuth(attempt: Attempt, judgement: Judgement, startedAtMs: number): Promise<Judgement> {
  const { step, run, header, signal } = attempt;
  const { refreshAuth } = step.options;
  if (refreshAuth === undefined) return judgement;
  const renewals = renewalsOf(refreshAuth, run.tenant);
  const isFirst = !renewals.wasRenewedFor(header.key);
  if (judgement.verdict.category !== 'auth' || judgement.verdict.retryable || !isFirst) return judgement;
  try {
    await Promise.race([renewals.since(startedAtMs, () => renew(attempt, refreshAuth)), whenAborted(signal)]);
  } catch (error) {
    return afterFailedRefresh(attempt, judgement, error);
  }
  if (signal.aborted) return judgement;
  renewals.markRenewedFor(header.key);
  return { ...judgement, verdict: { ...judgement.verdict, retryable: true } };
}

/** An attempt that was not refused ends the matter: a later refusal is that of other credentials, or of these when they are over. */
export function authWasAccepted({ step, run, header }: Attempt): void {
  if (step.options.refreshAuth !== undefined) renewalsOf(step.options.refreshAuth, run.tenant).wasRenewedFor(header.key);
}

async function renew({ step, run, temporal }: Attempt, refreshAuth: NonNullable<DurableOptions['refreshAuth']>): Promise<void> {
  temporal.log.info('Credentials were refused and are renewed', { step: step.entry.activityType });
  await refreshAuth({ run });
  step.forgetMade?.(run);
}

/** A token endpoint that is down may be back in a moment; what it refuses stays refused. */
function afterFailedRefresh(attempt: Attempt, { verdict, summary }: Judgement, error: unknown): Judgement {
  const refresh = judgementOf(attempt, error);
  return {
    verdict: refresh.verdict.retryable ? refresh.verdict : verdict,
    summary: `${summary} (refreshAuth failed: ${summarizeError(error)})`,
  };
}

/** A hook that hangs does not hold up a cancellation. */
function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
