import type { DecodeFailures } from './decode-failures.js';
import { explainDifference } from './explain-difference.js';
import type { NamedHistory } from './history-source.js';
import type { ObservingSession } from './observing-session.js';
import type { ReadHistory } from './read-history-source.js';
import type { HistoryNotReplayed, ReplayOutcome } from './replay-outcome.js';
import type { ReplaySession } from './replay-session.js';

const NONDETERMINISM = 'DeterminismViolationError';
const QUOTED = /Failure \{ message: ("(?:[^"\\]|\\.)*")/;
/** In the stack of what a payload converter throws, in the sandbox: a payload is not what it is read as. */
const CONVERSION = 'PayloadConverter.fromPayload';

/** What a history is replayed with. */
export interface ReplayMeans {
  readonly session: ReplaySession;
  /** For those that the first one fails on. */
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
  const cause = await errorOf(session, { workflowId, history });
  const undecoded = failures.take();
  if (cause === undefined) return { ...of, workflowType, ok: true, events: events.length };
  const problem = problemOf(cause, undecoded);
  const difference =
    problem.kind === 'nondeterminism' ? explainDifference(history, await observing.commandsOf({ workflowId, history })) : undefined;
  return { ...of, workflowType, ok: false, ...problem, ...(difference !== undefined && { difference }) };
}

async function errorOf(session: ReplaySession, history: NamedHistory): Promise<unknown> {
  try {
    return (await session.replay(history)).error;
  } catch (error) {
    return error;
  }
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
