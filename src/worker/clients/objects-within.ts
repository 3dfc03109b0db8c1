/** A member of a member of …: a client within a model within a chain is six deep at most. */
const DEEPEST = 6;
/** What holds more is data, such as the documents of a store in memory. */
const LONGEST_LIST = 100;

/** An object, and where it was found. */
export interface ObjectWithin {
  /** `.client.config`; empty for the object itself. */
  readonly path: string;
  readonly value: object;
}

/** An object and all that it is made of, nearest first, each once. Getters stay untouched: reading one may do something. */
export function objectsWithin(target: object): readonly ObjectWithin[] {
  const seen = new Set([target]);
  const found: ObjectWithin[] = [];
  let level: readonly ObjectWithin[] = [{ path: '', value: target }];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    found.push(...level);
    level = level.flatMap(membersOf).filter(({ value }) => !seen.has(value) && seen.add(value));
  }
  return found;
}

function membersOf({ path, value }: ObjectWithin): ObjectWithin[] {
  if (ArrayBuffer.isView(value) || (Array.isArray(value) && value.length > LONGEST_LIST)) return [];
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { value: member }]: [string, { value?: unknown }]) =>
    typeof member === 'object' && member !== null ? [{ path: `${path}.${name}`, value: member }] : [],
  );
}
