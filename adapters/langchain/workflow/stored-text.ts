import type { BaseMessage } from '@langchain/core/messages';
import { toStoredMessage } from '../shared/stored-message.js';

type Members = Readonly<Record<string, unknown>>;

/** What stands for the kind of a value, before the number of items or members of a list or an object. */
const LIST = -1;
const OBJECT = -2;
const SINGLE = -3;

/** The names of a message's members in their order, with the kind of each value: its JSON without the values. */
type Shape = readonly (string | number)[];

interface Stored {
  readonly shape: Shape;
  /** Texts, numbers and the like, in the order of the shape. */
  readonly said: readonly unknown[];
  readonly text: string;
}

type Heard = Pick<Stored, 'shape' | 'said'>;

/** Messages of one conversation have few shapes, and each message stays in memory: those that are alike share theirs. */
const shapes = new Map<string, Shape>();
/** What has more is hardly ever like another, and there are no more shapes worth keeping than that. */
const MOST_MEMBERS = 100;
const MOST_SHAPES = 100;
const storedOf = new WeakMap<BaseMessage, Stored>();

/**
 * The JSON of a message as `toStoredMessage` stores it, made once for as long as the message says the same. An agent hands over the whole conversation with each
 * call, in each replay, and LangChain's way to JSON is long.
 */
export function toStoredText(message: BaseMessage): string {
  const known = storedOf.get(message);
  if (known !== undefined && new Listener(known).hearsTheSame(message)) return known.text;
  const heard = new Listener().hearAll(message);
  const text = JSON.stringify(toStoredMessage(message));
  if (heard !== undefined) storedOf.set(message, { ...heard, text });
  return text;
}

function shared(shape: Shape): Shape {
  if (shape.length > MOST_MEMBERS) return shape;
  const name = JSON.stringify(shape);
  const known = shapes.get(name);
  if (known === undefined && shapes.size < MOST_SHAPES) shapes.set(name, shape);
  return known ?? shape;
}

/** Hears what a message says, part by part: notes it, or compares it with what was noted, which makes no list, for each call compares every message before it. */
class Listener {
  readonly #noted: Heard | undefined;
  readonly #shape: (string | number)[] = [];
  readonly #said: unknown[] = [];
  #names = 0;
  #values = 0;

  constructor(noted?: Heard) {
    this.#noted = noted;
  }

  /** Whether the message says what was noted. */
  hearsTheSame(message: BaseMessage): boolean {
    return this.#hearMessage(message) && this.#names === this.#noted?.shape.length && this.#values === this.#noted.said.length;
  }

  /** What the message says. Nothing for a message with anything but JSON, such as bytes, which can change without a trace. */
  hearAll(message: BaseMessage): Heard | undefined {
    // Copies have no room for more.
    return this.#hearMessage(message) ? { shape: shared(this.#shape.slice()), said: this.#said.slice() } : undefined;
  }

  /** What LangChain stores of a message is what its constructor was given, as it is by now. */
  #hearMessage(message: BaseMessage): boolean {
    const given = message.lc_kwargs as Members;
    const members = message as unknown as Members;
    if (!this.#hearValue(message.content)) return false;
    for (const name of Object.keys(given)) {
      if (!this.#hearName(name)) return false;
      if (name !== 'content' && !this.#hearValue(name in message ? members[name] : given[name])) return false;
    }
    return true;
  }

  /** The kind and the size of each list and object come before its members: their order counts, for it counts in JSON. */
  #hearValue(value: unknown): boolean {
    if (typeof value === 'function') return false;
    if (typeof value !== 'object' || value === null) return this.#hearName(SINGLE) && this.#hear(value);
    if (Array.isArray(value)) {
      if (!this.#hearName(LIST) || !this.#hearName(value.length)) return false;
      for (const item of value) if (!this.#hearValue(item)) return false;
      return true;
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    const names = Object.keys(value);
    if (!this.#hearName(OBJECT) || !this.#hearName(names.length)) return false;
    for (const name of names) if (!this.#hearName(name) || !this.#hearValue((value as Members)[name])) return false;
    return true;
  }

  #hearName(name: string | number): boolean {
    if (this.#noted === undefined) return this.#shape.push(name) > 0;
    return this.#noted.shape[this.#names++] === name;
  }

  #hear(value: unknown): boolean {
    if (this.#noted === undefined) return this.#said.push(value) > 0;
    return Object.is(this.#noted.said[this.#values++], value);
  }
}
