import type { DecodeFailures } from './decode-failures.js';
import { explainDifference } from './explain-difference.js';
import { locateMismatches, type CallInHistory, type Mismatches } from './locate-mismatches.js';
import type { ObservingSession } from './observing-session.js';
import type { NamedHistory } from './history-source.js';
import { placeOf } from './place-of.js';
import type { ObservedCommand } from '../../shared/replay/observed-command.js';
import type { ReadHistory } from './read-history-source.js';
import type { HistoryNotReplayed, ReplayOutcome } from './replay-outcome.js';

const NONDETERMINISM = 'DeterminismViolationError';
const QUOTED = /Failure \{ message: ("(?:[^"\\]|\\.)*")/;
/** In the stack of what a payload converter throws, in the sandbox: a payload is not what it is read as. */
const CONVERSION = 'PayloadConverter.fromPayload';

/** What a history is replayed with. */
export interface ReplayMeans {
  readonly plain: ObservingSession;
  /** For those in which the first one finds something: it tells where. */
  readonly places: ObservingSession;
  /** For those of which that one does not know where. */
  readonly waits: ObservingSession;
  readonly failures: DecodeFailures;
}

/** Replays a history that could be read, and says what came of it. */
export async function toOutcome(read: ReadHistory, means: ReplayMeans): Promise<ReplayOutcome> {
  const { workflowId, file } = read;
  const of = { workflowId, ...(file !== undefined && { file }) };
  if ('problem' in read) return { ...of, ok: false, kind: 'unreadable', message: read.problem };
  const { history } = read;
  const events = history.events ?? [];
  const workflowType = events[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
  if (!events.some((event) => event.workflowTaskCompletedEventAttributes)) {
    const message = 'no workflow task of it has completed, so there is nothing to compare with';
    return { ...of, workflowType, ok: false, kind: 'nothing-to-replay', message };
  }
  const { cause, mismatches, commands } = await means.plain.observe({ workflowId, history });
  const undecoded = means.failures.take();
  const problem = cause === undefined ? undefined : problemOf(cause, undecoded);
  const isOther = problem?.kind === 'nondeterminism';
  if (!isOther && locateMismatches(history, { mismatches, commands }).drift.length + mismatches.length === 0)
    return problem === undefined
      ? { ...of, workflowType, ok: true, events: events.length }
      : { ...of, workflowType, ok: false, ...problem };

  const placed = await commandsWithPlaces(means, { workflowId, history });
  const found = locateMismatches(history, { mismatches, commands: placed });
  const drift = found.drift.length === 0 ? {} : { drift: found.drift };
  const refusal = refusalOf(found);
  if (refusal !== undefined) return { ...of, ...drift, workflowType, ok: false, ...refusal, ...(cause !== undefined && { cause }) };
  if (problem === undefined) return { ...of, ...drift, workflowType, ok: true, events: events.length };
  const difference = isOther ? explainDifference(history, placed) : undefined;
  return { ...of, ...drift, workflowType, ok: false, ...problem, ...(difference !== undefined && { difference }) };
}

/** In a framework whose loop runs apart from who called it, no stack leads to the code of the user: what that code waits for does. */
async function commandsWithPlaces({ places, waits }: ReplayMeans, history: NamedHistory): Promise<readonly ObservedCommand[]> {
  const { commands } = await places.observe(history);
  const isPlaced = commands.every((command) => command.kind !== 'activity' || placeOf(command) !== undefined);
  return isPlaced ? commands : (await waits.observe(history)).commands;
}

/** The code refuses a result. What a replay fails with then is only what comes of that. */
function refusalOf({ misassigned, refused }: Mismatches): Pick<HistoryNotReplayed, 'kind' | 'message' | 'misassigned'> | undefined {
  const [first] = misassigned;
  if (first !== undefined) {
    const message = `the result of ${first.name}${eventOf(first.other)} would go to another call${eventOf(first)}`;
    return { kind: 'misassigned', message, misassigned };
  }
  const [drifted] = refused;
  if (drifted === undefined) return undefined;
  const message = `${drifted.name}${eventOf(drifted)} ${drifted.change}, and has \`drift: 'fail'\``;
  return { kind: 'drifted', message };
}

function eventOf({ eventId }: CallInHistory): string {
  return eventId === undefined ? '' : ` (event ${eventId})`;
}

function problemOf(
  cause: unknown,
  undecoded: { readonly error: unknown } | undefined,
): Pick<HistoryNotReplayed, 'kind' | 'message' | 'cause'> {
  if (undecoded !== undefined) return { kind: 'undecodable', message: lineOf(undecoded.error), cause: undecoded.error };
  const { name, message } = cause as Partial<Error>;
  const kind = name === NONDETERMINISM ? 'nondeterminism' : message?.includes(CONVERSION) === true ? 'undecodable' : 'failed';
  return { kind, message: lineOf(cause), cause };
}

/** Temporal's native part gives what was thrown in the form in which Rust shows values. */
function lineOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, quoted] = QUOTED.exec(said) ?? [];
  const message = quoted === undefined ? said : unquote(quoted);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}
