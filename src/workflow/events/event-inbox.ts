import { defineQuery, defineSignal, defineUpdate, log, setHandler } from '@temporalio/workflow';
import type { Json } from '../../shared/contract/json.js';
import { EVENT_DELIVER, EVENT_WAITING, type EventReceipt, type RunEvent } from '../../shared/contract/run-event.js';
import { EventRefused } from '../../shared/errors/event-refused.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { jsonBytes } from '../../shared/size/json-bytes.js';
import { fitValue, type SynchronousSchema } from '../synchronous-schema.js';
import { ownTurn } from '../own-turn.js';

/** Code that waits for an event of a name. */
interface Waiter {
  readonly schema: SynchronousSchema | undefined;
  received: { readonly value: Json } | undefined;
}

const deliverUpdate = defineUpdate<EventReceipt, [RunEvent]>(EVENT_DELIVER);
const deliverSignal = defineSignal<[RunEvent]>(EVENT_DELIVER);
const waitingQuery = defineQuery<string[]>(EVENT_WAITING);

const LARGEST_DATA_BYTES = 256_000;
/** Of events that nobody waits for yet. */
const MOST_KEPT = 100;

const waiters = new Map<string, Waiter>();
/** What came before the code waited for it, in order. */
const kept: RunEvent[] = [];
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
  const waiter: Waiter = { schema, received: undefined };
  waiters.set(name, waiter);
  for (let index = kept.findIndex(isOf(name)); index !== -1 && waiter.received === undefined; index = kept.findIndex(isOf(name))) {
    const [event] = kept.splice(index, 1);
    if (event !== undefined) takeKept(waiter, event);
  }
  listen();
  return { value: () => waiter.received, close: () => void waiters.delete(name) };
}

function isOf(name: string): (event: RunEvent) => boolean {
  return (event) => event.name === name;
}

function takeKept(waiter: Waiter, { name, data = null }: RunEvent): void {
  const fit = fitValue(waiter.schema, data);
  if (fit.fits) waiter.received = { value: fit.value };
  // Its sender was told that it came; what it is could not be known then.
  else log.warn(`An event '${name}' that came early does not fit, and is left out`, { problem: fit.problem });
}

function listen(): void {
  if (listening) return;
  listening = true;
  setHandler(deliverUpdate, deliver, { validator: refuse });
  // Nobody waits for a signal's outcome, so one that does not fit is dropped.
  setHandler(deliverSignal, (event) => deliver(event).then(undefined, () => undefined));
  setHandler(waitingQuery, () => [...waiters].filter(([, { received }]) => received === undefined).map(([name]) => name));
}

async function deliver(event: RunEvent): Promise<EventReceipt> {
  await ownTurn(() => waiters.has(event?.name));
  refuse(event);
  const { name, id, data = null } = event;
  const known = id === undefined ? undefined : receipts.get(`${name}\n${id}`);
  if (known !== undefined) return { ...known, duplicate: true };
  const receipt: EventReceipt = { v: 1, name, at: new Date(Date.now()).toISOString() };
  if (id !== undefined) receipts.set(`${name}\n${id}`, receipt);
  const waiter = waiters.get(name);
  const fit = fitValue(waiter?.schema, data);
  if (waiter === undefined || waiter.received !== undefined) kept.push(event);
  else if (fit.fits) waiter.received = { value: fit.value };
  return receipt;
}

/** Throws when an event cannot be taken. */
function refuse(event: RunEvent): void {
  const name = typeof event?.name === 'string' ? event.name : '';
  const reason = refusalOf(event, name);
  if (reason !== undefined) throw new EventRefused({ name, reason });
}

function refusalOf(event: RunEvent, name: string): string | undefined {
  if (name === '') return 'it has no name';
  const { id, data = null } = event;
  if (id !== undefined && typeof id !== 'string') return "'id' has to be a text";
  if (id !== undefined && receipts.has(`${name}\n${id}`)) return undefined;
  const bytes = jsonBytes(data);
  if (bytes > LARGEST_DATA_BYTES) return `its data has ${bytes} bytes, and at most ${LARGEST_DATA_BYTES} are taken`;
  const waiter = waiters.get(name);
  if (waiter === undefined || waiter.received !== undefined) {
    return kept.length < MOST_KEPT ? undefined : `${MOST_KEPT} events that nobody waits for are kept already`;
  }
  const fit = fitValue(waiter.schema, data);
  return fit.fits ? undefined : `its data does not fit: ${fit.problem}`;
}
