import { InvalidOption } from '../../shared/errors/invalid-option.js';
import type { Duration } from '../../shared/options/duration.js';
import { formatDuration } from '../../shared/options/format-duration.js';
import { positiveMs } from '../../shared/policy/positive-ms.js';
import type { DurableStep } from '../registry/durable-step.js';

/**
 * Refuses steps that may take longer than the process lives: no attempt of theirs would end, and each would be paid for.
 *
 * @param steps the activities that the worker performs
 * @throws InvalidOption that names the first of them
 */
export function checkLifetime(steps: readonly DurableStep[], lifetime: Duration): void {
  const lifetimeMs = lifetimeMsOf(lifetime);
  for (const step of steps) {
    const { startToCloseMs } = step.entry.policy;
    if (startToCloseMs !== null && startToCloseMs <= lifetimeMs) continue;
    const takes = startToCloseMs === null ? 'is without limit' : `is ${formatDuration(startToCloseMs)}`;
    const lives = formatDuration(lifetimeMs);
    throw new InvalidOption({
      where: whereOf(step),
      option: 'startToCloseTimeout',
      problem: `${takes}, and this worker's process lives ${lives} (processLifetime)`,
      hint: `Make it ${lives} or shorter, or give the step a taskQueue whose workers live longer.`,
    });
  }
}

/**
 * What a process that ends on time does to calls that began shortly before.
 *
 * @param steps the activities that the worker performs
 * @param graceMs how long calls in flight may go on, in milliseconds
 * @returns nothing when all of them fit
 */
export function describeCutSteps(steps: readonly DurableStep[], graceMs: number): string | undefined {
  const cut = steps.filter(({ entry: { policy } }) => policy.startToCloseMs === null || policy.startToCloseMs > graceMs);
  const [first] = cut;
  if (first === undefined) return undefined;
  const others = cut.length > 1 ? ` and ${cut.length - 1} more` : '';
  const { activityType, policy } = first.entry;
  const takes = policy.startToCloseMs === null ? 'any time' : formatDuration(policy.startToCloseMs);
  return (
    `'${activityType}'${others} may take longer (${takes}) than calls in flight get when this process ends (shutdownGraceTime: ` +
    `${formatDuration(graceMs)}): one that begins shortly before is cut off, and made again. Give the worker a longer shutdownGraceTime.`
  );
}

/** @throws InvalidOption */
export function lifetimeMsOf(lifetime: Duration): number {
  return positiveMs('new OncewardPlugin()', 'processLifetime', lifetime);
}

function whereOf({ exportName, file }: DurableStep): string {
  return `'${exportName}' of ${file}`;
}
