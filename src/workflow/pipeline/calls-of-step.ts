import type { Hash } from '../../shared/contract/json.js';

/** The calls of one step, by what they were made of: tells whether a result that does not fit its call belongs to another. */
export class CallsOfStep {
  /** The keys of calls, by the input that they sent. */
  readonly #sent = new Map<Hash, string>();
  /** The keys of calls that got a result of another input, by that input. */
  readonly #drifted = new Map<Hash, string>();

  /**
   * Notes a call.
   *
   * @returns the key of an earlier call that already got the result of this one
   */
  send(key: string, input: Hash): string | undefined {
    this.#sent.set(input, key);
    return this.#drifted.get(input);
  }

  /**
   * Notes a result that was made from another input than its call sent.
   *
   * @returns the key of the call that sent this input, when there was one
   */
  receive(key: string, madeFrom: Hash): string | undefined {
    const other = this.#sent.get(madeFrom);
    if (other === undefined) this.#drifted.set(madeFrom, key);
    return other;
  }
}
