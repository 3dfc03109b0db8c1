import type { Changes } from './change.js';

const LISTENER = Symbol.for('onceward.change-listener');

/** Told of all changes that are defined from now on. The sandbox of a workflow has one; Node has none. */
export function listenForChanges(listener: (changes: Changes) => void): void {
  Object.defineProperty(globalThis, LISTENER, { value: listener, writable: true, configurable: true, enumerable: false });
}

/** By a symbol, so that another copy of this package tells the same listener. */
export function announceChanges(changes: Changes): void {
  const listener: unknown = Reflect.get(globalThis, LISTENER);
  if (typeof listener === 'function') listener(changes);
}
