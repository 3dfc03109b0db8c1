import { allHandlersFinished, CancellationScope, condition, continueAsNew, ContinueAsNew, workflowInfo } from '@temporalio/workflow';
import type { ConversationCarry, TurnAnswer } from '../../shared/contract/conversation.js';
import type { Json } from '../../shared/contract/json.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { assertSynchronous, type SynchronousSchema } from '../synchronous-schema.js';
import { toRunFailure } from '../to-run-failure.js';
import { openTurnDesk, type OpenTurn, type TurnDesk } from './turn-desk.js';

/** What a turn has of the conversation. */
export interface Chat<State extends Json> {
  /** What the conversation remembers, such as its messages. Put another in its place; of a turn that fails it is what it was before. */
  state: State;
  readonly turnId: string;
  /** Which turn it is, counted from 1, over continue-as-new. */
  readonly turn: number;
  /** Ends the conversation after the turns that wait already. */
  close(): void;
}

export interface ConversationOptions<State extends Json, Message extends Json, Reply extends Json> {
  /** Answers a turn. Turns come one at a time, in the order in which they were sent. */
  readonly onTurn: (message: Message, chat: Chat<State>) => Promise<Reply>;
  /** What a new conversation begins with, or how to get it. */
  readonly state: State | (() => Promise<State>);
  /** What an earlier run of the conversation hands over: the workflow's last argument. */
  readonly carried: ConversationCarry | undefined;
  /** The workflow's other arguments, for the run that continues it. @default none */
  readonly args?: readonly Json[];
  /** What a message has to be: any Standard Schema that answers synchronously. What does not fit is refused before it reaches history. */
  readonly schema?: SynchronousSchema<Message>;
  /** How long it waits for the next turn before it ends. It costs nothing. @default '3d' */
  readonly idle?: Duration;
}

const DEFAULT_IDLE = '3d';
const OPTION_NAMES = ['onTurn', 'state', 'carried', 'args', 'schema', 'idle'] as const satisfies readonly (keyof ConversationOptions<
  Json,
  Json,
  Json
>)[];

/**
 * A chat as one run: days long, a turn by the update `onceward.conversation.turn`, approvals in between. A turn that is sent again under its id is not
 * done again, and gets the same answer. When history has grown long it continues as new between two turns, with the state and the last 50 answers. Call
 * it before the workflow waits for anything, so that the turn it is started with finds it.
 *
 * @returns the state at the end: when nobody sent a turn for `idle`, or it was closed
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * export function support(customer: string, carried?: ConversationCarry): Promise<ModelMessage[]> {
 *   return conversation<ModelMessage[], string, string>({
 *     args: [customer],
 *     carried,
 *     state: [],
 *     async onTurn(text, chat) {
 *       const messages = [...chat.state, { role: 'user', content: text }];
 *       const reply = await answer(messages);
 *       chat.state = [...messages, { role: 'assistant', content: reply }];
 *       return reply;
 *     },
 *   });
 * }
 * ```
 */
export async function conversation<State extends Json, Message extends Json = string, Reply extends Json = string>(
  options: ConversationOptions<State, Message, Reply>,
): Promise<State> {
  const where = 'conversation()';
  checkOptions(where, options, OPTION_NAMES);
  const { carried, args = [], schema, idle = DEFAULT_IDLE } = options;
  if (schema !== undefined) assertSynchronous(schema, undefined, where);
  const idleMs = Math.max(1, durationMs(idle, where, 'idle'));
  const shown: { state: Json; turns: number } = { state: null, turns: carried?.turns ?? 0 };
  const desk = openTurnDesk({ schema, answered: carried?.answered ?? [], view: () => ({ ...shown }) });
  let state = await firstState(options);
  shown.state = state;
  while (await hasTurn(desk, idleMs)) {
    const [turn] = desk.open;
    if (turn === undefined) continue;
    shown.turns += 1;
    const chat = openChat(desk, turn, { state, turns: shown.turns });
    const answer = await answerTo(turn, chat, options.onTurn);
    if (answer.status === 'answered') state = chat.state;
    shown.state = state;
    desk.done(answer);
    if (await isTimeToContinue(desk)) {
      const carry: ConversationCarry = { v: 1, state, turns: shown.turns, answered: desk.recent };
      await continueAsNew(...args, carry);
    }
  }
  return state;
}

/** Between two turns, when none waits: an update that is on its way would be lost with this run's history. */
async function isTimeToContinue(desk: TurnDesk): Promise<boolean> {
  return workflowInfo().continueAsNewSuggested && !desk.closing && desk.open.length === 0 && (await isQuiet(desk));
}

async function firstState<State extends Json, Message extends Json, Reply extends Json>({
  carried,
  state,
}: ConversationOptions<State, Message, Reply>): Promise<State> {
  // What the conversation's own workflow handed over.
  if (carried !== undefined) return carried.state as State;
  return typeof state === 'function' ? state() : state;
}

/** Whether there is a turn; false when the conversation is over, and whoever sent something has an answer. */
async function hasTurn(desk: TurnDesk, idleMs: number): Promise<boolean> {
  const isDue = (): boolean => desk.open.length > 0 || desk.closing;
  // A condition with a time takes a timer, even when it is met.
  if (!isDue()) await condition(isDue, idleMs);
  return desk.open.length > 0 || !(await isQuiet(desk));
}

/** Whether nothing is on its way in any more. */
async function isQuiet(desk: TurnDesk): Promise<boolean> {
  await condition(() => desk.open.length > 0 || allHandlersFinished());
  return desk.open.length === 0;
}

function openChat<State extends Json>(
  desk: TurnDesk,
  { id: turnId }: OpenTurn,
  { state, turns: turn }: { readonly state: State; readonly turns: number },
): Chat<State> {
  return { state, turnId, turn, close: () => desk.close() };
}

async function answerTo<State extends Json, Message extends Json, Reply extends Json>(
  { id, message }: OpenTurn,
  chat: Chat<State>,
  onTurn: ConversationOptions<State, Message, Reply>['onTurn'],
): Promise<TurnAnswer> {
  const at = (): string => new Date(Date.now()).toISOString();
  try {
    // The schema has read it; without one it is of the type that the caller states.
    const reply = await onTurn(message as Message, chat);
    return { v: 1, id, status: 'answered', at: at(), reply };
  } catch (error) {
    // The run was cancelled, or is to fail for what happened in the turn.
    if (error instanceof ContinueAsNew || CancellationScope.current().consideredCancelled) throw error;
    const failure = toRunFailure(error) as Error & { readonly type?: string | null };
    return { v: 1, id, status: 'failed', at: at(), failure: { type: failure.type ?? failure.name, message: failure.message } };
  }
}
