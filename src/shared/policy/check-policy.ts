import { InvalidOption } from '../errors/invalid-option.js';
import type { ActivityPolicy } from './activity-policy.js';
import { formatDuration } from '../options/format-duration.js';
import { nearestName } from '../options/nearest-name.js';
import { DRIFT_RESPONSES } from './drift-response.js';

/**
 * Refuses timeouts that do not fit together.
 *
 * @throws InvalidOption with both values
 */
export function checkPolicy(
  where: string,
  { startToCloseMs, scheduleToCloseMs, heartbeatMs, retryAfterCapMs, priority, drift }: ActivityPolicy,
): void {
  const refuse = (option: string, problem: string, hint: string): never => {
    throw new InvalidOption({ where, option, problem, hint });
  };
  if (startToCloseMs === null && scheduleToCloseMs === null) {
    refuse('startToCloseTimeout', 'and scheduleToCloseTimeout are both without limit, which Temporal refuses', 'State one of the two.');
  }
  if (heartbeatMs !== null && startToCloseMs !== null && heartbeatMs > startToCloseMs) {
    const problem = `(${heartbeatMs} ms) is longer than start-to-close (${startToCloseMs} ms), so it can never act`;
    refuse('heartbeatTimeout', problem, 'Make it shorter, or leave it to the default.');
  }
  if (scheduleToCloseMs !== null && scheduleToCloseMs < retryAfterCapMs) {
    const [total, cap] = [formatDuration(scheduleToCloseMs), formatDuration(retryAfterCapMs)];
    const problem = `(${total}) is shorter than retryAfterCap (${cap}): a provider that asks for a longer wait than is left would fail the step at once`;
    refuse(
      'scheduleToCloseTimeout',
      problem,
      `Make it ${cap} or more, or if it is meant, lower the cap with it: \`retryAfterCap: ${scheduleToCloseMs}\` or less.`,
    );
  }
  if (scheduleToCloseMs !== null && startToCloseMs !== null && startToCloseMs > scheduleToCloseMs) {
    const problem = `(${startToCloseMs} ms) is longer than scheduleToCloseTimeout (${scheduleToCloseMs} ms), which would end the attempt before`;
    refuse('startToCloseTimeout', problem, 'Make it shorter, or scheduleToCloseTimeout longer.');
  }
  if (priority !== undefined && (!Number.isInteger(priority) || priority < 0)) {
    refuse('priority', `is ${String(priority)}`, 'Give a whole number, 1 (first) to 5.');
  }
  if (drift !== undefined && !DRIFT_RESPONSES.includes(drift)) {
    const nearest = typeof drift === 'string' ? nearestName(drift, DRIFT_RESPONSES) : undefined;
    const hint = `Give 'ignore', 'warn' or 'fail'.${nearest === undefined ? '' : ` Did you mean '${nearest}'?`}`;
    refuse('drift', `is ${JSON.stringify(drift)}, which it cannot be`, hint);
  }
}
