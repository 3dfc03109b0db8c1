import type { ObservedCommand } from '../../shared/replay/observed-command.js';
import type { ResultMismatch } from '../../shared/replay/result-mismatch.js';
import type { History } from './history-source.js';
import { placeOf, type Place } from './place-of.js';
import { recordedCommands } from './recorded-commands.js';

/** A call of a durable step, in the history and in the source. */
export interface CallInHistory {
  readonly activityType: string;
  /** The event that scheduled it. Missing when the history does not come that far. */
  readonly eventId?: number;
  /** Where the code makes it. */
  readonly place?: Place;
}

/** A call whose recorded result is that of another one. */
export interface MisassignedCall extends CallInHistory {
  /** The call that the result belongs to. */
  readonly other: CallInHistory;
}

/** Results that do not fit the calls that code now makes. */
export interface Mismatches {
  /** Calls that send another input than their result was made from. */
  readonly drift: readonly CallInHistory[];
  /** Those of `drift` whose step says that it is a failure. */
  readonly refused: readonly CallInHistory[];
  readonly misassigned: readonly MisassignedCall[];
}

/** Finds the calls in the history, and in the source by their stacks. A call that turned out to hold the result of another is drift no more. */
export function locateMismatches(
  history: History,
  { mismatches, commands }: { readonly mismatches: readonly ResultMismatch[]; readonly commands: readonly ObservedCommand[] },
): Mismatches {
  const recorded = recordedCommands(history);
  const locate = (activityType: string, key: string): CallInHistory => {
    const index = commands.findIndex((command) => command.key === key && command.name === activityType);
    const [command, event] = [commands[index], recorded[index]];
    const place = placeOf(command);
    const isSame = event?.kind === 'activity' && event.name === activityType;
    return { activityType, ...(isSame && { eventId: event.eventId }), ...(place !== undefined && { place }) };
  };
  const misassigned = mismatches.flatMap(({ activityType, key, otherCall }) =>
    otherCall === undefined ? [] : [{ ...locate(activityType, key), other: locate(activityType, otherCall) }],
  );
  const taken = new Set(mismatches.flatMap(({ key, otherCall }) => (otherCall === undefined ? [] : [key])));
  const drifted = mismatches.filter(({ key }) => !taken.has(key));
  const located = drifted.map((mismatch) => ({ mismatch, call: locate(mismatch.activityType, mismatch.key) }));
  return {
    drift: located.map(({ call }) => call),
    refused: located.flatMap(({ mismatch, call }) => (mismatch.fails === true ? [call] : [])),
    misassigned,
  };
}
