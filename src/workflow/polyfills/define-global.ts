/** Sets a global that is missing. Not enumerable, as the platform's own are. */
export function defineGlobal(name: string, value: unknown): void {
  if (readGlobal(name) !== undefined) return;
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

/** A global that the types of the sandbox do not know. */
export function readGlobal(name: string): unknown {
  return Reflect.get(globalThis, name);
}
