import type { CommandKind, ObservedCommand } from '../../shared/replay/observed-command.js';
import type { ResultMismatch } from '../../shared/replay/result-mismatch.js';
import type { History } from './history-source.js';
import { placeOf, type Place } from './place-of.js';
import { recordedCommands, type RecordedCommand } from './recorded-commands.js';

/** Something that workflow code asks for, in the history and in the source. */
export interface CallInHistory {
  readonly kind: CommandKind;
  /** The activity type of a step, or the type of a child workflow; empty for a timer. */
  readonly name: string;
  /** The event of it. Missing when the history does not come that far. */
  readonly eventId?: number;
  /** Where the code asks for it. */
  readonly place?: Place;
}

/** Something that the code asks for otherwise than is recorded, and goes on with what is recorded. */
export interface DriftedCall extends CallInHistory {
  /** What is otherwise, in words: `sends another input than recorded`. */
  readonly change: string;
}

/** A call whose recorded result is that of another one. */
export interface MisassignedCall extends CallInHistory {
  /** The call that the result belongs to. */
  readonly other: CallInHistory;
}

/** What of a history does not fit what code now asks for, though Temporal's replay takes it. */
export interface Mismatches {
  readonly drift: readonly DriftedCall[];
  /** Those of `drift` whose step says that it is a failure. */
  readonly refused: readonly DriftedCall[];
  readonly misassigned: readonly MisassignedCall[];
}

/** The kinds whose events stand in the order in which the code asked for them. */
const ORDERED: ReadonlySet<CommandKind> = new Set<CommandKind>(['activity', 'timer', 'child workflow', 'signal']);
const SENDS_OTHER_INPUT = 'sends another input than recorded';

/** What a replay told, beside a history. */
export interface Told {
  readonly mismatches: readonly ResultMismatch[];
  readonly commands: readonly ObservedCommand[];
}

/** Finds what does not fit, in the history and in the source by stacks. A call that turned out to hold the result of another is drift no more. */
export function locateMismatches(history: History, { mismatches, commands }: Told): Mismatches {
  const pairs = pairsOf(history, commands);
  const locate = (name: string, key: string): CallInHistory => {
    const pair = pairs.find(({ command }) => command.key === key && command.name === name);
    return pair === undefined ? { kind: 'activity', name } : toCall(pair);
  };
  const misassigned = mismatches.flatMap(({ activityType, key, otherCall }) =>
    otherCall === undefined ? [] : [{ ...locate(activityType, key), other: locate(activityType, otherCall) }],
  );
  const taken = new Set(mismatches.flatMap(({ key, otherCall }) => (otherCall === undefined ? [] : [key])));
  const drifted = [...byKey(mismatches.filter(({ key }) => !taken.has(key)))].map((mismatch) => ({
    fails: mismatch.fails === true,
    call: { ...locate(mismatch.activityType, mismatch.key), change: changeOf(mismatch) },
  }));
  return {
    drift: [...drifted.map(({ call }) => call), ...pairs.flatMap((pair) => driftOfPair(pair))],
    refused: drifted.flatMap(({ fails, call }) => (fails ? [call] : [])),
    misassigned,
  };
}

interface Pair {
  readonly command: ObservedCommand;
  readonly event: RecordedCommand | undefined;
}

function pairsOf(history: History, commands: readonly ObservedCommand[]): readonly Pair[] {
  const recorded = recordedCommands(history).filter(({ kind }) => ORDERED.has(kind));
  return commands
    .filter(({ kind }) => ORDERED.has(kind))
    .map((command, index) => {
      const event = recorded[index];
      return { command, event: event?.kind === command.kind && event.name === command.name ? event : undefined };
    });
}

function toCall({ command, event }: Pair): CallInHistory {
  const place = placeOf(command);
  const { kind, name } = command;
  return { kind, name, ...(event !== undefined && { eventId: event.eventId }), ...(place !== undefined && { place }) };
}

/** One of each call: a model that is asked otherwise says more than that its input is another. */
function byKey(mismatches: readonly ResultMismatch[]): Iterable<ResultMismatch> {
  const known = new Map<string, ResultMismatch>();
  for (const mismatch of mismatches) known.set(mismatch.key, { ...known.get(mismatch.key), ...mismatch });
  return known.values();
}

function changeOf({ changed }: ResultMismatch): string {
  return changed === undefined ? SENDS_OTHER_INPUT : `is asked otherwise than recorded: ${changed}`;
}

function driftOfPair(pair: Pair): readonly DriftedCall[] {
  const { command, event } = pair;
  if (event?.duration !== undefined && command.duration !== undefined && event.duration !== command.duration)
    return [{ ...toCall(pair), change: `waits ${Number(command.duration)} s, and ${Number(event.duration)} s are recorded` }];
  const canCompare = event?.input !== undefined && event.input.encodings === command.input?.encodings;
  return canCompare && event.input.hash !== command.input?.hash ? [{ ...toCall(pair), change: SENDS_OTHER_INPUT }] : [];
}
