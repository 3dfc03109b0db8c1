import { defaultPayloadConverter } from '@temporalio/common';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import { OBSERVE_HEADER_NAME, type Observed, type ObservedCommand } from '../../shared/replay/observed-command.js';
import type { ResultMismatch } from '../../shared/replay/result-mismatch.js';
import { NO_STACKS_ON_REPLAY } from '../bundler/stack-traces-line.js';
import type { History, NamedHistory } from './history-source.js';
import { ReplaySession } from './replay-session.js';

/** Deep enough to come from a command through the loop of a framework to the code of the user. */
const FRAMES = 80;
const FRAMES_OF_BUNDLE = /Error\.stackTraceLimit = \d+;/;

/** What a replay of a history told. */
export interface Observation {
  /** What it failed with. */
  readonly cause?: unknown;
  /** Results that did not fit their calls. */
  readonly mismatches: readonly ResultMismatch[];
  /** What the code asks for, up to where it parts from the history. */
  readonly commands: readonly ObservedCommand[];
}

/** Replays histories with code that tells what it does. Stacks make a replay several times slower, so places are for histories in which something was found. */
export class ObservingSession {
  readonly #session: ReplaySession;
  readonly #observed: Observed;
  #commands: ObservedCommand[] = [];
  #mismatches: ResultMismatch[] = [];

  /** @param code of the bundle, which our plugin made */
  constructor(code: string, observed: Observed, options: ReplayWorkerOptions) {
    const commands = (_info: unknown, told: readonly ObservedCommand[]): void => void this.#commands.push(...told);
    const mismatch = (_info: unknown, told: ResultMismatch): void => void this.#mismatches.push(told);
    const oncewardReplay = {
      commands: { callDuringReplay: true, fn: commands },
      mismatch: { callDuringReplay: true, fn: mismatch },
    };
    const deep = observed === 'commands' ? code : code.replace(FRAMES_OF_BUNDLE, `Error.stackTraceLimit = ${FRAMES};`);
    const own = observed === 'waits' ? deep.replace(NO_STACKS_ON_REPLAY, '') : deep;
    this.#session = new ReplaySession({ ...options, workflowBundle: { code: own }, sinks: { ...options.sinks, oncewardReplay } });
    this.#observed = observed;
  }

  async observe({ workflowId, history }: NamedHistory): Promise<Observation> {
    this.#commands = [];
    this.#mismatches = [];
    const cause = await this.#causeOf({ workflowId, history: observedHistory(history, this.#observed) });
    return { ...(cause !== undefined && { cause }), mismatches: this.#mismatches, commands: this.#commands };
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  async #causeOf(history: NamedHistory): Promise<unknown> {
    try {
      return (await this.#session.replay(history)).error;
    } catch (error) {
      return error;
    }
  }
}

/** The same history with the header that the interceptor in the sandbox looks for. */
function observedHistory(history: History, observed: Observed): History {
  const [first, ...rest] = history.events ?? [];
  const started = first?.workflowExecutionStartedEventAttributes;
  const fields = { ...started?.header?.fields, [OBSERVE_HEADER_NAME]: defaultPayloadConverter.toPayload(observed) };
  const own = { ...first, workflowExecutionStartedEventAttributes: { ...started, header: { fields } } };
  return { events: [own, ...rest] };
}
