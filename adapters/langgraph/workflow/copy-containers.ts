/** A value whose lists and plain objects are copies, so many levels deep; anything else, and what is deeper, is the same. */
export function copyContainers(value: unknown, levels: number): unknown {
  if (levels === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => copyContainers(item, levels - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyContainers(member, levels - 1)]));
}
