import cloneStructure from '@ungap/structured-clone';

/** Clones as the platform does. The library rebuilds errors without their stack, which is what a log is read for. */
export function structuredClone<Value>(value: Value): Value {
  const clone = cloneStructure(value);
  keepStacks(value, clone);
  return clone;
}

function keepStacks(original: unknown, clone: unknown): void {
  if (original instanceof Error && clone instanceof Error) {
    Object.defineProperty(clone, 'stack', { value: original.stack, writable: true, configurable: true });
    return;
  }
  if (typeof original !== 'object' || original === null || typeof clone !== 'object' || clone === null) return;
  for (const [key, part] of Object.entries(original)) {
    if (part instanceof Error || Array.isArray(part)) keepStacks(part, (clone as Record<string, unknown>)[key]);
  }
}
