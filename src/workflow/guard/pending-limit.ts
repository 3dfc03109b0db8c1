import { LARGEST_PENDING } from '../../shared/size/payload-limits.js';

/** Lets a bounded number of things be pending; the others wait in order. */
export class PendingLimit {
  #pending = 0;
  readonly #waiting: (() => void)[] = [];

  /** Takes a place: at once (undefined), or when the promise resolves. */
  take(): Promise<void> | undefined {
    if (this.#pending < LARGEST_PENDING) {
      this.#pending += 1;
      return undefined;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives the place back. A waiting one takes it over, so that none slips in between. */
  readonly release = (): void => {
    const next = this.#waiting.shift();
    if (next === undefined) this.#pending -= 1;
    else next();
  };
}
