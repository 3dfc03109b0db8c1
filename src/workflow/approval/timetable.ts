import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import type { Escalation } from './approval-options.js';

/** Something that happens to a request while nobody answers. */
export type DueEvent =
  | { readonly what: 'remind'; readonly afterMs: number }
  | { readonly what: 'escalate'; readonly afterMs: number; readonly to: readonly string[] }
  | { readonly what: 'expire'; readonly afterMs: number };

export interface TimetableOptions {
  readonly remind?: readonly Duration[];
  readonly escalate?: readonly Escalation[];
  readonly expires?: Duration;
}

/**
 * What happens while nobody answers, in the order of time.
 *
 * @throws InvalidOption for what is no duration, and for what would come after the request has expired
 */
export function toTimetable(where: string, { remind = [], escalate = [], expires }: TimetableOptions): readonly DueEvent[] {
  const expiresMs = expires === undefined ? undefined : durationMs(expires, where, 'expires');
  const before = (option: string, after: Duration): number => {
    const afterMs = durationMs(after, where, option);
    if (expiresMs === undefined || afterMs < expiresMs) return afterMs;
    const problem = `has '${after}', when the request has expired`;
    throw new InvalidOption({ where, option, problem, hint: "Count from the opening of the request, and stay below 'expires'." });
  };
  const events: DueEvent[] = [
    ...remind.map((after) => ({ what: 'remind' as const, afterMs: before('remind', after) })),
    ...escalate.map(({ after, to }) => ({ what: 'escalate' as const, afterMs: before('escalate', after), to })),
    ...(expiresMs === undefined ? [] : [{ what: 'expire' as const, afterMs: expiresMs }]),
  ];
  return events.toSorted((one, other) => one.afterMs - other.afterMs);
}
