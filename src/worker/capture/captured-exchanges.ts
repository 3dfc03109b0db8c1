import type { TextStore } from '../../payloads/chain/text-store.js';
import { retryStore } from '../../payloads/storage/retry-store.js';
import type { Hash } from '../../shared/contract/json.js';
import { summarizeError } from '../../shared/failures/summarize-error.js';
import type { Attempt } from '../pipeline/attempt.js';
import { errorToLog } from '../pipeline/error-to-log.js';
import { toCapturedText, type WireExchange } from './to-captured-text.js';

/**
 * What a call's provider was sent and what it sent back, on its way to the store. A copy to look at is not worth a paid call: it is written once the
 * result is on record, and what cannot be written is left out, with a line in the log.
 */
export class CapturedExchanges {
  readonly #attempt: Attempt;
  readonly #texts: TextStore;
  readonly #taken = new Map<Hash, string>();

  constructor(attempt: Attempt, texts: TextStore) {
    this.#attempt = attempt;
    this.#texts = texts;
  }

  /** Takes an exchange, and gives the name that it will have in the store. */
  async take(exchange: WireExchange): Promise<Hash | undefined> {
    try {
      const text = toCapturedText(exchange);
      const hash = await this.#texts.hashOf(text);
      this.#taken.set(hash, text);
      return hash;
    } catch (error) {
      this.#warn(errorToLog(this.#attempt, error));
      return undefined;
    }
  }

  /** Writes what was taken. */
  async put(): Promise<void> {
    const { signal, usage } = this.#attempt;
    for (const [hash, text] of this.#taken) {
      try {
        await retryStore(signal, () => this.#texts.put(text));
      } catch (error) {
        this.#warn(summarizeError(error));
        usage.splice(0, usage.length, ...usage.map((record) => (record.captured === hash ? without(record) : record)));
      }
    }
  }

  #warn(error: string): void {
    const { temporal, header } = this.#attempt;
    temporal.log.warn('The request and the response of a call were not captured', { key: header.key, error });
  }
}

function without({ captured: _captured, ...record }: Attempt['usage'][number]): Attempt['usage'][number] {
  return record;
}
