/** Puts a function in place of the platform's own, as that is: writable, and not enumerable. */
export function redefine(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
}
