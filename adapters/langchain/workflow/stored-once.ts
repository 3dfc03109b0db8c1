import type { BaseMessage } from '@langchain/core/messages';
import type { Json } from '../../../src/shared/contract/json.js';
import { toStoredMessage } from '../shared/stored-message.js';

type Members = Readonly<Record<string, unknown>>;

interface Stored {
  /** What the message said when it was stored, as a copy. */
  readonly said: unknown;
  readonly json: Json;
}

const storedOf = new WeakMap<BaseMessage, Stored>();

/** Not a value of any message. */
const CANNOT_COPY = Symbol();

/**
 * A message as `toStoredMessage` stores it, made once for as long as the message says the same. An agent hands over the whole conversation with each
 * call, in each replay, and LangChain's way to JSON is long.
 */
export function toStoredOnce(message: BaseMessage): Json {
  const known = storedOf.get(message);
  if (known !== undefined && isSame(known.said, saidBy(message))) return known.json;
  const json = toStoredMessage(message);
  const said = copyOf(saidBy(message));
  if (said !== CANNOT_COPY) storedOf.set(message, { said, json });
  return json;
}

/** What LangChain stores of a message: what its constructor was given, as it is by now. */
function saidBy(message: BaseMessage): readonly unknown[] {
  const given = message.lc_kwargs as Members;
  const members = message as unknown as Members;
  const said: unknown[] = [message.content];
  for (const name of Object.keys(given)) said.push(name, name in message ? members[name] : given[name]);
  return said;
}

/** Of anything but JSON, such as bytes, a copy would not show that it has changed. */
function copyOf(value: unknown): unknown {
  if (typeof value === 'function') return CANNOT_COPY;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(copyOf);
    return items.includes(CANNOT_COPY) ? CANNOT_COPY : items;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return CANNOT_COPY;
  const members = Object.entries(value).map(([name, member]) => [name, copyOf(member)] as const);
  return members.some(([, member]) => member === CANNOT_COPY) ? CANNOT_COPY : Object.fromEntries(members);
}

/** Whether a value is what it was copied from: the order of members counts, for it counts in JSON. */
function isSame(copy: unknown, value: unknown): boolean {
  if (copy === value) return true;
  if (typeof copy !== 'object' || copy === null || typeof value !== 'object' || value === null) return Object.is(copy, value);
  if (Array.isArray(copy) !== Array.isArray(value)) return false;
  const [names, others] = [Object.keys(copy), Object.keys(value)];
  const [one, other] = [copy, value] as unknown as readonly [Members, Members];
  return names.length === others.length && names.every((name, index) => name === others[index] && isSame(one[name], other[name]));
}
