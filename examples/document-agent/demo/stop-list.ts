/** What was started, to be stopped once and in reverse order. What is added after that is stopped at once. */
export class StopList {
  readonly #stops: (() => unknown)[] = [];
  #stopping: Promise<void> | undefined;

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  add(stop: () => unknown): void {
    if (this.isStopping) stop();
    else this.#stops.push(stop);
  }

  stopAll(): Promise<void> {
    return (this.#stopping ??= this.#stopEach());
  }

  async #stopEach(): Promise<void> {
    // One that cannot be stopped does not keep the others.
    for (const stop of this.#stops.toReversed()) await Promise.resolve(stop()).catch(() => undefined);
  }
}
