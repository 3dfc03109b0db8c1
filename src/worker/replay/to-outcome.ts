import type { DecodeFailures } from './decode-failures.js';
import { explainDifference } from './explain-difference.js';
import { locateMismatches, type CallInHistory, type Mismatches } from './locate-mismatches.js';
import type { ObservingSession } from './observing-session.js';
import type { ReadHistory } from './read-history-source.js';
import type { HistoryNotReplayed, ReplayOutcome } from './replay-outcome.js';

const NONDETERMINISM = 'DeterminismViolationError';
const QUOTED = /Failure \{ message: ("(?:[^"\\]|\\.)*")/;
/** In the stack of what a payload converter throws, in the sandbox: a payload is not what it is read as. */
const CONVERSION = 'PayloadConverter.fromPayload';

/** What a history is replayed with. */
export interface ReplayMeans {
  readonly session: ObservingSession;
  /** For those in which the first one finds something: it tells where. */
  readonly observing: ObservingSession;
  readonly failures: DecodeFailures;
}

/** Replays a history that could be read, and says what came of it. */
export async function toOutcome(read: ReadHistory, { session, observing, failures }: ReplayMeans): Promise<ReplayOutcome> {
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
  const { cause, mismatches } = await session.observe({ workflowId, history });
  const undecoded = failures.take();
  if (cause === undefined && mismatches.length === 0) return { ...of, workflowType, ok: true, events: events.length };
  const problem = cause === undefined ? undefined : problemOf(cause, undecoded);
  if (mismatches.length === 0 && problem !== undefined && problem.kind !== 'nondeterminism')
    return { ...of, workflowType, ok: false, ...problem };
  const observed = await observing.observe({ workflowId, history });
  const found = locateMismatches(history, { mismatches, commands: observed.commands });
  const drift = found.drift.length === 0 ? {} : { drift: found.drift };
  const refusal = refusalOf(found);
  if (refusal !== undefined) return { ...of, ...drift, workflowType, ok: false, ...refusal, ...(cause !== undefined && { cause }) };
  if (problem === undefined) return { ...of, ...drift, workflowType, ok: true, events: events.length };
  const difference = problem.kind === 'nondeterminism' ? explainDifference(history, observed.commands) : undefined;
  return { ...of, ...drift, workflowType, ok: false, ...problem, ...(difference !== undefined && { difference }) };
}

/** The code refuses a result. What a replay fails with then is only what comes of that. */
function refusalOf({ misassigned, refused }: Mismatches): Pick<HistoryNotReplayed, 'kind' | 'message' | 'misassigned'> | undefined {
  const [first] = misassigned;
  if (first !== undefined) {
    const message = `the result of ${first.activityType}${eventOf(first.other)} would go to another call${eventOf(first)}`;
    return { kind: 'misassigned', message, misassigned };
  }
  const [drifted] = refused;
  if (drifted === undefined) return undefined;
  const message = `${drifted.activityType}${eventOf(drifted)} sends another input than recorded, and has \`drift: 'fail'\``;
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
