/** Bytes and texts of a value, replaced by what a function makes of them. */
export interface ContentMapper {
  bytes(content: Uint8Array): unknown;
  text(content: string): string;
}

/** The value with its bytes and texts mapped, in plain objects and lists, however deep; the value itself where nothing was replaced. */
export function mapContent(value: unknown, mapper: ContentMapper): unknown {
  if (typeof value === 'string') return mapper.text(value);
  if (value instanceof Uint8Array) return mapper.bytes(value);
  if (Array.isArray(value)) return mapItems(value, (item) => mapContent(item, mapper));
  return isPlainObject(value) ? mapMembers(value, (member) => mapContent(member, mapper)) : value;
}

/** Whether there are bytes anywhere in a value. */
export function holdsBytes(value: unknown): boolean {
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.some(holdsBytes);
  return isPlainObject(value) && Object.values(value).some(holdsBytes);
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Of another realm, too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The list itself when no item is replaced. */
export function mapItems(items: readonly unknown[], map: (item: unknown) => unknown): readonly unknown[] {
  const mapped = items.map(map);
  return mapped.some((item, index) => item !== items[index]) ? mapped : items;
}

/** The object itself when no member is replaced. */
export function mapMembers(
  object: Readonly<Record<string, unknown>>,
  map: (member: unknown, name: string) => unknown,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(object);
  const mapped = entries.map(([name, member]) => [name, map(member, name)] as const);
  return mapped.some(([, member], index) => member !== entries[index]?.[1]) ? Object.fromEntries(mapped) : object;
}
