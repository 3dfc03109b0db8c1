import type { DurableStep } from './durable-step.js';

/** The steps that are activities: all but the exports that only their parts are activities of. */
export function activitiesOf(steps: readonly DurableStep[]): readonly DurableStep[] {
  return steps.filter(({ perform, entry: { parts } }) => perform !== undefined || parts === undefined);
}
