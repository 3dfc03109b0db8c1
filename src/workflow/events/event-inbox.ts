import { defineQuery, defineSignal, defineUpdate, log, setHandler } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import {
  EVENT_DELIVER,
  EVENT_LOOK_UP,
  EVENT_WAITING,
  type EventReceipt,
  type EventState,
  type RunEvent,
} from '../../shared/contract/run-event.js';
import { EventRefused, type EventRefusal } from '../../shared/errors/event-refused.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { jsonBytes } from '../../shared/size/json-bytes.js';
import { fitValue, type SynchronousSchema } from '../synchronous-schema.js';
import { takeForkedMessages } from '../fork/fork-state.js';
import { ownTurn } from '../own-turn.js';

/** Code that waits for an event of a name. */
interface Waiter {
  readonly schema: SynchronousSchema | undefined;
  received: { readonly value: Json } | undefined;
}

const deliverUpdate = defineUpdate<EventReceipt, [RunEvent]>(EVENT_DELIVER);
const deliverSignal = defineSignal<[RunEvent]>(EVENT_DELIVER);
const waitingQuery = defineQuery<string[]>(EVENT_WAITING);
const lookUpQuery = defineQuery<EventState, [string, string | null]>(EVENT_LOOK_UP);

const LARGEST_DATA_BYTES = 256_000;
/** Of events that nobody waits for yet. */
const MOST_KEPT = 100;

const waiters = new Map<string, Waiter>();
/** What came before the code waited for it, in order. */
const kept: RunEvent[] = [];
/** What events have to be that may come before the code waits for them. */
const expected = new Map<string, SynchronousSchema>();
const receipts = new Map<string, EventReceipt>();
let listening = false;

/**
 * Takes the next event of a name: one that came already, or the next that comes. `value` is what the schema makes of it, once it is there.
 *
 * @throws InvalidOption when code waits for that name already
 */
export function openEvent(
  name: string,
  schema: SynchronousSchema | undefined,
): { value(): { readonly value: Json } | undefined; close(): void } {
  if (waiters.has(name)) {
    const hint = 'Give events that are waited for at once names of their own.';
    throw new InvalidOption({ where: `The event '${name}'`, option: 'name', problem: 'is waited for already', hint });
  }
  takeForkedEvents();
  const waiter: Waiter = { schema, received: undefined };
  waiters.set(name, waiter);
  for (let index = kept.findIndex(isOf(name)); index !== -1 && waiter.received === undefined; index = kept.findIndex(isOf(name))) {
    const [event] = kept.splice(index, 1);
    if (event !== undefined) takeKept(waiter, event);
  }
  listen();
  return { value: () => waiter.received, close: () => void waiters.delete(name) };
}

/** Takes events from here on; those of this name have to fit the schema, also while nobody waits for them. */
export function expectEvent(name: string, schema: SynchronousSchema | undefined): void {
  if (schema !== undefined) expected.set(name, schema);
  listen();
}

/** In a fork, what was delivered to the other run. */
function takeForkedEvents(): void {
  for (const { args } of takeForkedMessages(EVENT_DELIVER)) {
    const event = args[0] as unknown as RunEvent;
    const { name, id } = event;
    if (refusalOf(event, name) !== undefined || (id !== undefined && receipts.has(keyOf(name, id)))) continue;
    if (id !== undefined) receipts.set(keyOf(name, id), { v: 1, name, at: new Date(Date.now()).toISOString() });
    kept.push(event);
  }
}

function isOf(name: string): (event: RunEvent) => boolean {
  return (event) => event.name === name;
}

function takeKept(waiter: Waiter, { name, id, data = null }: RunEvent): void {
  const fit = fitValue(waiter.schema, data);
  if (fit.fits) {
    waiter.received = { value: fit.value };
    return;
  }
  // Its sender was told that it came; what it is could not be known then. It may come once more, as it has to be.
  log.warn(`An event '${name}' that came early does not fit, and is left out`, { problem: fit.problem });
  if (id !== undefined) receipts.delete(keyOf(name, id));
}

function keyOf(name: string, id: string): string {
  return `${name}\n${id}`;
}

function listen(): void {
  if (listening) return;
  listening = true;
  setHandler(deliverUpdate, deliver, { validator: refuse });
  // Nobody waits for a signal's outcome, so one that does not fit is dropped.
  setHandler(deliverSignal, (event) => deliver(event).then(undefined, () => undefined));
  setHandler(lookUpQuery, lookUp);
  setHandler(waitingQuery, () => [...waiters].filter(([, { received }]) => received === undefined).map(([name]) => name));
}

function lookUp(name: string, id: string | null): EventState {
  const waiter = waiters.get(name);
  const receipt = id === null ? undefined : receipts.get(keyOf(name, id));
  return { v: 1, waiting: waiter !== undefined && waiter.received === undefined, ...(receipt && { receipt }) };
}

async function deliver(event: RunEvent): Promise<EventReceipt> {
  await ownTurn(() => waiters.has(event?.name));
  refuse(event);
  const { name, id, data = null } = event;
  const known = id === undefined ? undefined : receipts.get(keyOf(name, id));
  if (known !== undefined) return { ...known, duplicate: true };
  const receipt: EventReceipt = { v: 1, name, at: new Date(Date.now()).toISOString() };
  if (id !== undefined) receipts.set(keyOf(name, id), receipt);
  const waiter = waiters.get(name);
  const fit = fitValue(waiter?.schema, data);
  if (waiter === undefined || waiter.received !== undefined) kept.push(event);
  else if (fit.fits) waiter.received = { value: fit.value };
  return receipt;
}

/** Throws when an event cannot be taken. */
function refuse(event: RunEvent): void {
  const name = typeof event?.name === 'string' ? event.name : '';
  const refusal = refusalOf(event, name);
  if (refusal !== undefined) throw new EventRefused({ name, ...refusal });
}

type Refusal = Omit<EventRefusal, 'v' | 'name'>;

function refusalOf(event: RunEvent, name: string): Refusal | undefined {
  if (name === '') return { kind: 'invalid', reason: 'it has no name' };
  const { id, data = null } = event;
  if (id !== undefined && typeof id !== 'string') return { kind: 'invalid', reason: "'id' has to be a text" };
  if (id !== undefined && receipts.has(keyOf(name, id))) return undefined;
  const bytes = jsonBytes(data);
  if (bytes > LARGEST_DATA_BYTES) {
    return { kind: 'too-large', reason: `its data has ${bytes} bytes, and at most ${LARGEST_DATA_BYTES} are taken` };
  }
  const waiter = waiters.get(name);
  const isKept = waiter === undefined || waiter.received !== undefined;
  if (isKept && kept.length >= MOST_KEPT) return { kind: 'too-many', reason: `${MOST_KEPT} events that nobody waits for are kept already` };
  const fit = fitValue(isKept ? expected.get(name) : waiter.schema, data);
  return fit.fits ? undefined : { kind: 'misfit', reason: `its data does not fit: ${fit.problem}` };
}
