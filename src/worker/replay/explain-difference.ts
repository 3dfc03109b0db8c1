import type { CommandKind, ObservedCommand } from '../../shared/replay/observed-command.js';
import type { History } from './history-source.js';
import { placeOf, type Place } from './place-of.js';
import { recordedCommands, type RecordedCommand } from './recorded-commands.js';

/**
 * What was probably done to the code:
 * - `added`: it asks for something more;
 * - `removed`: it no longer asks for anything here;
 * - `earlier`: it asks for what the history has only later. What is recorded here was taken out, or a call like the later one was added;
 * - `reordered`: it asks for the same in another order, or with other concurrency;
 * - `renamed`: it asks for something of the same kind under another name;
 * - `replaced`: it asks for something of another kind;
 * - `patch`: a patch of the history is gone from the code;
 * - `ended`: it ends the run, or fails, where the history goes on.
 */
export type LikelyCause = 'added' | 'removed' | 'earlier' | 'reordered' | 'renamed' | 'replaced' | 'patch' | 'ended';

/** A command without its event or stack: `activity tool.lookUp`. */
export interface NamedCommand {
  readonly kind: CommandKind;
  readonly name: string;
}

/** Where code and history part. */
export interface Difference {
  /** The event of the recorded command. Missing when the code asks for something after all of them. */
  readonly eventId?: number;
  /** What the history has there. */
  readonly recorded?: NamedCommand;
  /** What the code asks for. Missing when it asks for nothing. */
  readonly produced?: NamedCommand;
  readonly cause: LikelyCause;
  /** Where the code asks for it; when it asks for nothing, where it asked for something last. */
  readonly place?: Place;
}

/** Compares what a history records with what the code asked for when it was replayed: the first difference, and what probably made it. */
export function explainDifference(history: History, commands: readonly ObservedCommand[]): Difference | undefined {
  const recorded = recordedCommands(history);
  const produced = commands.filter((command) => command.deprecated !== true || recorded.some((one) => isSame(one, command)));
  const index = recorded.findIndex((command, position) => !isSame(command, produced[position]));
  const at = index === -1 ? recorded.length : index;
  const [expected, asked] = [recorded[at], produced[at]];
  if (expected === undefined && asked === undefined) return undefined;
  const place = placeOf(asked) ?? lastPlace(produced.slice(0, at + 1));
  return {
    ...(expected !== undefined && { eventId: expected.eventId, recorded: toNamed(expected) }),
    ...(asked !== undefined && { produced: toNamed(asked) }),
    cause: causeOf({ expected, asked, nextExpected: recorded[at + 1], nextAsked: produced[at + 1] }),
    ...(place !== undefined && { place }),
  };
}

interface Around {
  readonly expected: RecordedCommand | undefined;
  readonly asked: ObservedCommand | undefined;
  readonly nextExpected: RecordedCommand | undefined;
  readonly nextAsked: ObservedCommand | undefined;
}

const ENDS: ReadonlySet<CommandKind> = new Set(['completion', 'failure', 'continuation', 'cancellation']);

function causeOf({ expected, asked, nextExpected, nextAsked }: Around): LikelyCause {
  if (expected?.kind === 'patch') return 'patch';
  if (expected === undefined) return 'added';
  if (asked === undefined) return 'removed';
  const [isAdded, isRemoved] = [isSame(expected, nextAsked), isSame(nextExpected, asked)];
  if (isAdded && isRemoved) return 'reordered';
  if (isRemoved) return 'earlier';
  if (isAdded || ENDS.has(expected.kind)) return 'added';
  if (ENDS.has(asked.kind)) return 'ended';
  return expected.kind === asked.kind ? 'renamed' : 'replaced';
}

function isSame(one: NamedCommand | undefined, other: NamedCommand | undefined): boolean {
  return one?.kind === other?.kind && one?.name === other?.name;
}

function toNamed({ kind, name }: NamedCommand): NamedCommand {
  return { kind, name };
}

function lastPlace(produced: readonly ObservedCommand[]): Place | undefined {
  const places = produced.flatMap((command) => placeOf(command) ?? []);
  return places.at(-1);
}
