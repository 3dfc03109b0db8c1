import type { DurableEntry } from '../../shared/steps/durable-entry.js';

const STUB = Symbol.for('onceward.stub');

/** How a stub was made, so that `withOptions` can make it again. */
export interface StubOrigin<Stub> {
  readonly entry: DurableEntry;
  readonly create: (entry: DurableEntry) => Stub;
}

/**
 * Makes the stub of a durable thing: what workflow code imports in its place. Every stub of every adapter is made here, so all
 * understand `withOptions` and `durable.factory`.
 */
export function defineStub<Stub extends object>(entry: DurableEntry, create: (entry: DurableEntry) => Stub): Stub {
  return Object.defineProperty(create(entry), STUB, { value: { entry, create } satisfies StubOrigin<Stub>, enumerable: false });
}

/** How the stub was made, or undefined for anything else. */
export function stubOriginOf<Stub extends object>(stub: Stub): StubOrigin<Stub> | undefined {
  return (stub as { [STUB]?: StubOrigin<Stub> })[STUB];
}
