import type { BaseMessage } from '@langchain/core/messages';
import { toStoredMessage } from '../shared/stored-message.js';

type Members = Readonly<Record<string, unknown>>;

/** Not values of any message. */
const LIST = Symbol();
const OBJECT = Symbol();

interface Stored {
  /** What the message said when it was stored: one list of texts, numbers and the like, for it stays in memory with each message. */
  readonly said: readonly unknown[];
  readonly text: string;
}

const storedOf = new WeakMap<BaseMessage, Stored>();

/**
 * The JSON of a message as `toStoredMessage` stores it, made once for as long as the message says the same. An agent hands over the whole conversation with each
 * call, in each replay, and LangChain's way to JSON is long.
 */
export function toStoredText(message: BaseMessage): string {
  const known = storedOf.get(message);
  if (known !== undefined && new Listener(known.said).hearsTheSame(message)) return known.text;
  const said = new Listener().hearAll(message);
  const text = JSON.stringify(toStoredMessage(message));
  if (said !== undefined) storedOf.set(message, { said, text });
  return text;
}

/** Hears what a message says, part by part: notes it, or compares it with what was noted, which makes no list, for each call compares every message before it. */
class Listener {
  readonly #noted: readonly unknown[] | undefined;
  readonly #heard: unknown[] = [];
  #count = 0;

  constructor(noted?: readonly unknown[]) {
    this.#noted = noted;
  }

  /** Whether the message says what was noted. */
  hearsTheSame(message: BaseMessage): boolean {
    return this.#hearMessage(message) && this.#count === this.#noted?.length;
  }

  /** What the message says. Nothing for a message with anything but JSON, such as bytes, which can change without a trace. */
  hearAll(message: BaseMessage): readonly unknown[] | undefined {
    // A copy has no room for more.
    return this.#hearMessage(message) ? this.#heard.slice() : undefined;
  }

  /** What LangChain stores of a message is what its constructor was given, as it is by now. */
  #hearMessage(message: BaseMessage): boolean {
    const given = message.lc_kwargs as Members;
    const members = message as unknown as Members;
    if (!this.#hearValue(message.content)) return false;
    for (const name of Object.keys(given)) {
      if (!this.#hear(name)) return false;
      if (name !== 'content' && !this.#hearValue(name in message ? members[name] : given[name])) return false;
    }
    return true;
  }

  /** The kind and the size of each list and object come before its members: their order counts, for it counts in JSON. */
  #hearValue(value: unknown): boolean {
    if (typeof value === 'function') return false;
    if (typeof value !== 'object' || value === null) return this.#hear(value);
    if (Array.isArray(value)) {
      if (!this.#hear(LIST) || !this.#hear(value.length)) return false;
      for (const item of value) if (!this.#hearValue(item)) return false;
      return true;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    const names = Object.keys(value);
    if (!this.#hear(OBJECT) || !this.#hear(names.length)) return false;
    for (const name of names) if (!this.#hear(name) || !this.#hearValue((value as Members)[name])) return false;
    return true;
  }

  #hear(part: unknown): boolean {
    if (this.#noted === undefined) return this.#heard.push(part) > 0;
    return Object.is(this.#noted[this.#count++], part);
  }
}
