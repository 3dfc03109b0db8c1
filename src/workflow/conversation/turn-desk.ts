import { condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import {
  CONVERSATION_CLOSE,
  CONVERSATION_STATE,
  CONVERSATION_TURN,
  type ConversationState,
  type ConversationTurn,
  type TurnAnswer,
} from '../../shared/contract/conversation.js';
import type { Json } from '../../shared/contract/json.js';
import { TurnRefused, type TurnRefusal } from '../../shared/errors/turn-refused.js';
import { jsonBytes } from '../../shared/size/json-bytes.js';
import { waitingRequests } from '../approval/pending-approvals.js';
import { takeForkedMessages } from '../fork/fork-state.js';
import { ownTurn } from '../own-turn.js';
import { fitValue, type SynchronousSchema } from '../synchronous-schema.js';

const turnUpdate = defineUpdate<TurnAnswer, [ConversationTurn]>(CONVERSATION_TURN);
const closeSignal = defineSignal(CONVERSATION_CLOSE);
const stateQuery = defineQuery<ConversationState>(CONVERSATION_STATE);

const LARGEST_MESSAGE_BYTES = 256_000;
const LONGEST_ID = 200;
/** How many turns that are done the next run knows, and the query shows. */
const MOST_RECENT = 50;
/** Temporal takes 10 updates of a run at a time (`history.maxInFlightUpdates`). Two are left for who decides an approval. */
const MOST_WAITING = 8;

/** A turn that was taken. */
export interface OpenTurn {
  readonly id: string;
  /** As the schema reads it. */
  readonly message: Json;
}

/** Where turns come in, wait for each other, and get their answers. */
export interface TurnDesk {
  /** Those not done, in order. */
  readonly open: readonly OpenTurn[];
  readonly closing: boolean;
  readonly recent: readonly TurnAnswer[];
  /** The first of the open turns is done. */
  done(answer: TurnAnswer): void;
  close(): void;
}

export interface TurnDeskOptions {
  readonly schema: SynchronousSchema | undefined;
  readonly answered: readonly TurnAnswer[];
  /** What the query says of the rest. */
  readonly view: () => Pick<ConversationState, 'state' | 'turns'>;
}

/** Lets turns in: from here on the run takes them, one after the other. */
export function openTurnDesk({ schema, answered, view }: TurnDeskOptions): TurnDesk {
  const answers = new Map(answered.map((answer) => [answer.id, answer]));
  const open: OpenTurn[] = [];
  let closing = false;
  let waitingTurns = 0;
  const recent = (): readonly TurnAnswer[] => [...answers.values()].slice(-MOST_RECENT);
  const isKnown = (id: string): boolean => answers.has(id) || open.some((turn) => turn.id === id);
  const refuse = (turn: ConversationTurn): void => {
    const refusal = refusalOf(turn, schema) ?? (closing && !isKnown(turn.id) ? CLOSING : undefined);
    if (refusal !== undefined) throw new TurnRefused({ id: nameOf(turn), ...refusal });
  };
  const validate = (turn: ConversationTurn): void => {
    refuse(turn);
    if (waitingTurns >= MOST_WAITING && !answers.has(turn.id)) throw new TurnRefused({ id: turn.id, ...BUSY });
  };
  const admit = ({ id, message }: ConversationTurn): void => {
    const fit = fitValue(schema, message);
    if (!isKnown(id) && fit.fits) open.push({ id, message: fit.value });
  };
  const take = async (turn: ConversationTurn): Promise<TurnAnswer> => {
    await ownTurn(() => true);
    refuse(turn);
    admit(turn);
    const { id } = turn;
    waitingTurns += 1;
    await condition(() => answers.has(id) || waitingRequests().length > 0).finally(() => (waitingTurns -= 1));
    return answers.get(id) ?? waiting(id);
  };
  // In a fork, the turns that the other run was given: whoever sent them waits for that one.
  for (const { args } of takeForkedMessages(CONVERSATION_TURN)) {
    const turn = args[0] as unknown as ConversationTurn;
    if (refusalOf(turn, schema) === undefined) admit(turn);
  }
  setHandler(turnUpdate, take, { validator: validate });
  setHandler(closeSignal, async () => {
    await ownTurn(() => true);
    closing = true;
  });
  setHandler(stateQuery, () => ({ v: 1, ...view(), recent: recent(), open: open.map(({ id }) => id), closing }));
  return {
    open,
    get closing() {
      return closing;
    },
    get recent() {
      return recent();
    },
    done(answer) {
      open.shift();
      answers.set(answer.id, answer);
    },
    close() {
      closing = true;
    },
  };
}

type Refusal = Omit<TurnRefusal, 'v' | 'id'>;

const BUSY: Refusal = { kind: 'busy', reason: `${MOST_WAITING} turns wait for their answer already; send it again when one is answered` };

const CLOSING: Refusal = { kind: 'closed', reason: 'the conversation ends, and takes no further turn' };

/** Any client of Temporal's sends what it likes. */
function sent(turn: ConversationTurn | null | undefined): Partial<ConversationTurn> {
  return turn ?? {};
}

function nameOf(turn: ConversationTurn): string {
  const { id } = sent(turn);
  return typeof id === 'string' ? id : '';
}

function refusalOf(turn: ConversationTurn, schema: SynchronousSchema | undefined): Refusal | undefined {
  const { id, message = null } = sent(turn);
  if (typeof id !== 'string' || id === '') return { kind: 'invalid', reason: "it has no 'id'" };
  if (id.length > LONGEST_ID)
    return { kind: 'invalid', reason: `its 'id' has ${id.length} characters, and at most ${LONGEST_ID} are taken` };
  const bytes = jsonBytes(message);
  if (bytes > LARGEST_MESSAGE_BYTES) {
    return { kind: 'invalid', reason: `its message has ${bytes} bytes, and at most ${LARGEST_MESSAGE_BYTES} are taken` };
  }
  const fit = fitValue(schema, message);
  return fit.fits ? undefined : { kind: 'misfit', reason: `its message does not fit: ${fit.problem}` };
}

/** Nobody's request is held open for the days that a person may take. */
function waiting(id: string): TurnAnswer {
  const approvals = waitingRequests().map((request) => request.id);
  return { v: 1, id, status: 'waiting-for-approval', at: new Date(Date.now()).toISOString(), approvals };
}
