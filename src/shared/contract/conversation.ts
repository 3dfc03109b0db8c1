import type { Json } from './json.js';

/** The update that gives a conversation a turn and waits for its reply. Fixed on the wire, so that any Temporal client in any language can. */
export const CONVERSATION_TURN = 'onceward.conversation.turn';

/** The signal that ends a conversation after the turns that wait. */
export const CONVERSATION_CLOSE = 'onceward.conversation.close';

/** The query that says how a conversation stands, as `ConversationState`. */
export const CONVERSATION_STATE = 'onceward.conversation.state';

/** What is said to a conversation. */
export interface ConversationTurn {
  /** Names the turn: what is sent again under the same id is not done again, and gets the same answer. */
  readonly id: string;
  readonly message: Json;
}

/** What became of a turn. */
export type TurnAnswer = {
  readonly v: 1;
  readonly id: string;
  /** 'waiting-for-approval': it goes on when a person has decided. Send it again under its id for the reply. */
  readonly status: 'answered' | 'failed' | 'waiting-for-approval';
  /** ISO 8601. */
  readonly at: string;
  /** Of a turn that was answered. */
  readonly reply?: Json;
  /** Of one that failed: the code of the error, and what it says. */
  readonly failure?: { readonly type: string; readonly message: string };
  /** The ids of the approvals that are waited for. */
  readonly approvals?: readonly string[];
};

/** How a conversation stands. */
export interface ConversationState {
  readonly v: 1;
  readonly state: Json;
  /** How many turns it has taken up, over continue-as-new. */
  readonly turns: number;
  /** The last turns that are done. */
  readonly recent: readonly TurnAnswer[];
  /** The ids of the turns that are not, in order: the first is being answered. */
  readonly open: readonly string[];
  /** It takes no further turn. */
  readonly closing: boolean;
}

/** What a conversation hands to the run that continues it: the last argument of its workflow. */
export interface ConversationCarry {
  readonly v: 1;
  readonly state: Json;
  readonly turns: number;
  /** The last turns that are done, so that one that is sent again is not done again. */
  readonly answered: readonly TurnAnswer[];
}
