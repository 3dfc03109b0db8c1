import { defaultPayloadConverter } from '@temporalio/common';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import { OBSERVE_HEADER_NAME, type ObservedCommand } from '../../shared/replay/observed-command.js';
import type { History, NamedHistory } from './history-source.js';
import { ReplaySession } from './replay-session.js';

/** Deep enough to come from a command through the loop of a framework to the code of the user. */
const FRAMES = 80;
const FRAMES_OF_BUNDLE = /Error\.stackTraceLimit = \d+;/;

/**
 * Replays a history once more, and notes what the code asks for and where. Stacks make a replay several times slower, so this is for histories
 * that a plain replay failed on.
 */
export class ObservingSession {
  readonly #session: ReplaySession;
  #commands: ObservedCommand[] = [];

  /** @param code of the bundle, which our plugin made */
  constructor(code: string, options: ReplayWorkerOptions) {
    const note = (_info: unknown, commands: readonly ObservedCommand[]): void => void this.#commands.push(...commands);
    const sinks = { oncewardReplay: { commands: { callDuringReplay: true, fn: note } } };
    const deep = code.replace(FRAMES_OF_BUNDLE, `Error.stackTraceLimit = ${FRAMES};`);
    this.#session = new ReplaySession({ ...options, workflowBundle: { code: deep }, sinks: { ...options.sinks, ...sinks } });
  }

  /** What the code asks for, up to where it parts from the history. */
  async commandsOf({ workflowId, history }: NamedHistory): Promise<readonly ObservedCommand[]> {
    this.#commands = [];
    await this.#session.replay({ workflowId, history: observed(history) }).catch(() => undefined);
    return this.#commands;
  }

  close(): Promise<void> {
    return this.#session.close();
  }
}

/** The same history with the header that the interceptor in the sandbox looks for. */
function observed(history: History): History {
  const [first, ...rest] = history.events ?? [];
  const started = first?.workflowExecutionStartedEventAttributes;
  const fields = { ...started?.header?.fields, [OBSERVE_HEADER_NAME]: defaultPayloadConverter.toPayload(true) };
  const own = { ...first, workflowExecutionStartedEventAttributes: { ...started, header: { fields } } };
  return { events: [own, ...rest] };
}
