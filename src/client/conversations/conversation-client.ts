import type { Client } from '@temporalio/client';
import {
  CONVERSATION_CLOSE,
  CONVERSATION_STATE,
  CONVERSATION_TURN,
  type ConversationState,
  type ConversationTurn,
  type TurnAnswer,
} from '../../shared/contract/conversation.js';
import type { Json } from '../../shared/contract/json.js';
import { refusalInDetails } from '../../shared/errors/refused-error.js';
import { TurnRefused, type TurnRefusal } from '../../shared/errors/turn-refused.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { askRun } from '../runs/ask-run.js';
import { runOf } from '../runs/run-of.js';
import { updateFailureOf } from '../runs/update-failure.js';
import { updateWithStart } from '../runs/update-with-start.js';
import { workflowIdOf } from '../runs/workflow-id-of.js';

export interface ConversationClientOptions {
  /** The workflow that calls `conversation`. */
  readonly workflowType: string;
  readonly taskQueue: string;
  /** The workflow's arguments for a new chat, without what it carries on. @default none */
  readonly args?: (chatId: string) => readonly Json[];
  /** How long to wait for the answer to a turn. @default '2m' */
  readonly timeout?: Duration;
}

export interface SendOptions {
  /** Names the turn, so that one that is sent again is done once. Keep it with the message, and give it for each try. @default a new one */
  readonly turnId?: string;
}

/** What `conversationClient` gives. */
export interface ConversationClient {
  /**
   * Gives a chat a turn, and starts the chat when it does not run. Resolves with the reply, with a failure of the turn, or, as soon as a person has to decide
   * first, with 'waiting-for-approval': the turn goes on by itself, and sending it again under its id waits for its reply.
   *
   * @throws TurnRefused when it is not taken, or there is no answer in time
   */
  send(chatId: string, message: Json, options?: SendOptions): Promise<TurnAnswer>;
  /** How a chat stands, also when it is over; undefined when there is none, or no worker answers. */
  get(chatId: string): Promise<ConversationState | undefined>;
  /** The last turns that are done, at most 50. */
  history(chatId: string): Promise<readonly TurnAnswer[]>;
  /** Ends a chat after the turns that wait. The next turn begins a new one. */
  close(chatId: string): Promise<void>;
}

const DEFAULT_TIMEOUT = '2m';
const OPTION_NAMES = ['workflowType', 'taskQueue', 'args', 'timeout'] as const satisfies readonly (keyof ConversationClientOptions)[];
const WHERE = 'conversationClient()';
/** A chat that ends, or continues as new, at the moment at which a turn comes. */
const MOST_TRIES = 3;

/**
 * Talks to the chats of a workflow that calls `conversation`: one run for each chat id, started by its first turn.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * const chats = conversationClient(client, { workflowType: 'support', taskQueue: 'agents' });
 * const { status, reply } = await chats.send('chat-7', 'Where is my order?', { turnId: message.id });
 * ```
 */
export function conversationClient(client: Client, options: ConversationClientOptions): ConversationClient {
  checkOptions(WHERE, options, OPTION_NAMES);
  const { workflowType, taskQueue, args = () => [], timeout = DEFAULT_TIMEOUT } = options;
  const timeoutMs = durationMs(timeout, WHERE, 'timeout');
  const idOf = (chatId: string): string => workflowIdOf({ workflow: workflowType, key: chatId, where: WHERE, option: 'chatId' });
  const stateOf = async (workflowId: string): Promise<ConversationState | undefined> => {
    const said = await askRun<ConversationState>(client, { workflowId, query: CONVERSATION_STATE, args: [], timeoutMs });
    return said.kind === 'said' ? said.answer : undefined;
  };
  const get = async (chatId: string): Promise<ConversationState | undefined> => {
    const run = await runOf(client, { workflowId: idOf(chatId) });
    return run && stateOf(run.workflowId);
  };
  return {
    async send(chatId, message, { turnId = crypto.randomUUID() } = {}) {
      const workflowId = idOf(chatId);
      // A new chat would do once more what an ended one has done.
      const run = await runOf(client, { workflowId });
      const ended = run?.closed === undefined ? undefined : await stateOf(workflowId);
      const known = ended?.recent.find(({ id }) => id === turnId);
      if (known !== undefined) return known;
      const start = { workflow: workflowType, workflowId, taskQueue, args: args(chatId) };
      return sendTurn(client, { start, turn: { id: turnId, message }, timeoutMs });
    },
    get,
    history: async (chatId) => (await get(chatId))?.recent ?? [],
    async close(chatId) {
      await client.workflow.getHandle(idOf(chatId)).signal(CONVERSATION_CLOSE);
    },
  };
}

interface Sending {
  readonly start: { readonly workflow: string; readonly workflowId: string; readonly taskQueue: string; readonly args: readonly Json[] };
  readonly turn: ConversationTurn;
  readonly timeoutMs: number;
}

async function sendTurn(client: Client, sending: Sending, tries = 1): Promise<TurnAnswer> {
  const { start, turn, timeoutMs } = sending;
  const send = (): Promise<TurnAnswer> =>
    updateWithStart<TurnAnswer>(client, { ...start, whenOver: 'ALLOW_DUPLICATE', update: { name: CONVERSATION_TURN, args: [turn] } });
  try {
    return await client.withDeadline(Date.now() + timeoutMs, send);
  } catch (error) {
    const failure = updateFailureOf(error);
    if (isPassing(error) && tries < MOST_TRIES) return sendTurn(client, sending, tries + 1);
    const refusal = failure?.kind === 'refused' ? refusalInDetails<TurnRefusal>(failure.details) : undefined;
    if (refusal !== undefined) throw new TurnRefused(refusal);
    if (failure?.kind !== 'no answer') throw error;
    const reason = `no answer came within ${timeoutMs / 1_000} s; it may still be answered, so send it again under the same id`;
    throw new TurnRefused({ id: turn.id, kind: 'no-answer', reason });
  }
}

/** The run ended, or continued as new, with the update on its way; under its id the turn is done once. */
function isPassing(error: unknown): boolean {
  const failure = updateFailureOf(error);
  if (failure?.kind === 'over') return true;
  const type = (error as { readonly cause?: { readonly type?: unknown } } | undefined)?.cause?.type;
  return failure?.kind === 'refused' && type === 'AcceptedUpdateCompletedWorkflow';
}
