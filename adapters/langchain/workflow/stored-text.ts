import type { BaseMessage } from '@langchain/core/messages';
import { toStoredMessage } from '../shared/stored-message.js';

type Members = Readonly<Record<string, unknown>>;

/** Not values of any message. */
const LIST = Symbol();
const OBJECT = Symbol();

interface Stored {
  /** What the message said when it was stored. */
  readonly said: readonly unknown[];
  readonly text: string;
}

const storedOf = new WeakMap<BaseMessage, Stored>();

/**
 * The JSON of a message as `toStoredMessage` stores it, made once for as long as the message says the same. An agent hands over the whole conversation with each
 * call, in each replay, and LangChain's way to JSON is long.
 */
export function toStoredText(message: BaseMessage): string {
  const said = saidBy(message);
  const known = storedOf.get(message);
  if (known !== undefined && said !== undefined && isSame(known.said, said)) return known.text;
  const text = JSON.stringify(toStoredMessage(message));
  if (said !== undefined) storedOf.set(message, { said, text });
  return text;
}

/**
 * What LangChain stores of a message, which is what its constructor was given, as it is by now: one list of texts, numbers and the like, for it stays in memory with
 * each message. Nothing for a message with anything but JSON, such as bytes, which can change without a trace.
 */
function saidBy(message: BaseMessage): readonly unknown[] | undefined {
  const given = message.lc_kwargs as Members;
  const members = message as unknown as Members;
  const said: unknown[] = [];
  const isJson = [message.content, ...Object.keys(given).flatMap((name) => [name, name in message ? members[name] : given[name]])].every(
    (value) => addTo(said, value),
  );
  // A copy has no room for more.
  return isJson ? said.slice() : undefined;
}

/** Adds a value, with the kind and the size of each list and object before its members: their order counts, for it counts in JSON. */
function addTo(said: unknown[], value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null) {
    said.push(value);
    return true;
  }
  if (Array.isArray(value)) {
    said.push(LIST, value.length);
    return value.every((item) => addTo(said, item));
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const entries = Object.entries(value);
  said.push(OBJECT, entries.length);
  return entries.every(([name, member]) => said.push(name) > 0 && addTo(said, member));
}

function isSame(said: readonly unknown[], now: readonly unknown[]): boolean {
  return said.length === now.length && said.every((part, index) => Object.is(part, now[index]));
}
