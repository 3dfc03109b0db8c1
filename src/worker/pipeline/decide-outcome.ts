import { isOutcomeVerifier, toOutcomeValue, type OutcomeCheck, type OutcomeVerifier } from '../../shared/durable/side-effect.js';
import type { Json } from '../../shared/contract/json.js';
import { OutcomeUnknown } from '../../shared/errors/outcome-unknown.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Attempt } from './attempt.js';
import { errorToLog } from './error-to-log.js';
import { judgementOf } from './judgement-of.js';

/** What is to be done about a write of unknown outcome: make it again, or take it as done. */
export type OutcomeDecision = { readonly repeat: true } | { readonly repeat: false; readonly value: Json };

/**
 * Decides, by the step's policy, about an earlier attempt whose outcome is unknown.
 *
 * @throws OutcomeUnknown when a person has to decide
 */
export async function decideOutcome(attempt: Attempt, fence: number): Promise<OutcomeDecision> {
  const { step, header } = attempt;
  const policy = step.options.onUnknownOutcome ?? 'ask';
  if (policy === 'retry') return { repeat: true };
  const check = isOutcomeVerifier(policy) ? await verify(attempt, policy) : undefined;
  if (check !== undefined && 'happened' in check) {
    return check.happened ? { repeat: false, value: toOutcomeValue(check.value) } : { repeat: true };
  }
  const found = check === undefined ? '' : `, and \`verify\` could not find out${check.failure === undefined ? '' : ` (${check.failure})`}`;
  const reason = `an earlier attempt ended before it could say${found}`;
  throw new OutcomeUnknown({ step: step.entry.activityType, key: header.key, fence, reason });
}

/** A check, or why it failed for good. */
type Checked = OutcomeCheck & { readonly failure?: string };

/** A check that fails for now is made again with the next attempt; one that fails for good has found out nothing. */
async function verify(attempt: Attempt, verifier: OutcomeVerifier): Promise<Checked> {
  try {
    const input = (await attempt.readInput?.()) ?? attempt.input;
    return await verifier.verify(attempt.header.key, input[0]);
  } catch (error) {
    if (judgementOf(attempt, error).verdict.retryable) throw error;
    attempt.temporal.log.warn('`verify` failed, so a person has to say whether the write happened', { error: errorToLog(attempt, error) });
    return { unknown: true, failure: summarizeError(error) };
  }
}
