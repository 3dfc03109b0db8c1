import { AssertionError } from 'node:assert';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { historyBytes } from './history-bytes.js';
import type { RawHistory, RecordedHistory } from './recorded-history.js';

const LISTED_EVENTS = 3;

export interface HistoryLimits {
  /** Temporal warns from 10,240 events on and ends a run at 51,200. */
  readonly maxEvents?: number;
  /** Temporal warns from 10 MiB on and ends a run at 50 MiB. */
  readonly maxBytes?: number;
}

/**
 * Fails when a history is larger than this. The error names its largest events, which is where to begin.
 *
 * @throws AssertionError; InvalidOption when neither limit is given; UnknownOption
 * @example
 * ```ts
 * expectHistory(await readHistory(handle), { maxEvents: 400, maxBytes: 200_000 });
 * ```
 */
export function expectHistory(
  { workflowId, events, bytes, raw }: Omit<RecordedHistory, 'activities' | 'texts'>,
  limits: HistoryLimits,
): void {
  checkOptions('expectHistory()', limits, ['maxEvents', 'maxBytes']);
  const { maxEvents, maxBytes } = limits;
  if (maxEvents === undefined && maxBytes === undefined) {
    const problem = "is missing, as is 'maxBytes', so nothing would be checked";
    throw new InvalidOption({ where: 'expectHistory()', option: 'maxEvents', problem, hint: 'Give one of the two, or both.' });
  }
  const excess = [
    ...(maxEvents !== undefined && events > maxEvents ? [`${events} events, more than ${maxEvents}`] : []),
    ...(maxBytes !== undefined && bytes > maxBytes ? [`${bytes} bytes, more than ${maxBytes}`] : []),
  ];
  if (excess.length === 0) return;
  const largest = largestEvents(raw).map(({ name, size }) => `  ${name}: ${size} bytes`);
  const message = `The history of '${workflowId}' has ${excess.join(', and ')}. Its largest events:\n${largest.join('\n')}`;
  throw new AssertionError({ message, actual: { events, bytes }, expected: limits, operator: 'expectHistory' });
}

function largestEvents({ events }: RawHistory): readonly { readonly name: string; readonly size: number }[] {
  const sizes = (events ?? []).map((event) => {
    const size = historyBytes({ events: [event] }).reduce(
      (sum, { where, bytes }) => sum + (where.endsWith('(name)') ? 0 : bytes.length),
      0,
    );
    const kind = Object.keys(event).find((field) => field.endsWith('EventAttributes') && event[field as keyof typeof event]);
    return { name: `event ${String(event.eventId)}, ${kind?.replace(/EventAttributes$/, '') ?? 'of an unknown kind'}`, size };
  });
  return sizes.sort((one, other) => other.size - one.size).slice(0, LISTED_EVENTS);
}
