import type { DurableStep } from './durable-step.js';

/** The activities of a durable export: itself, or one for each of its operations, `<kind>.<id>.<operation>`. */
export function activitiesOf(step: DurableStep): readonly DurableStep[] {
  const { operations, entry, aliases, options, perform } = step;
  if (operations === undefined) return [step];
  const { onUnknownOutcome: _forWrites, ...forReads } = options;
  return Object.entries(operations).map(([operation, { reads = false }]) => ({
    ...step,
    entry: { ...entry, activityType: `${entry.activityType}.${operation}` },
    aliases: aliases.map((alias) => `${alias}.${operation}`),
    options: reads ? { ...forReads, sideEffect: 'none' } : options,
    ...(perform !== undefined && { perform: (call) => perform({ ...call, operation }) }),
  }));
}
