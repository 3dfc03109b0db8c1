import { isObject, readProperty, readString } from './read-property.js';

const MAX_CLASSES = 8;
const MAX_NAME_CHARS = 120;

/** An error's `name` and the names of its classes, innermost class first: many clients' errors are all named `Error`. */
export function classNamesOf(error: unknown): readonly string[] {
  const names = new Set<string>();
  const ownName = readString(error, 'name');
  if (ownName !== undefined) names.add(ownName.slice(0, MAX_NAME_CHARS));
  let prototype = prototypeOf(error);
  for (let depth = 0; depth < MAX_CLASSES && prototype !== undefined; depth += 1) {
    const className = readString(readProperty(prototype, 'constructor'), 'name');
    if (className !== undefined) names.add(className.slice(0, MAX_NAME_CHARS));
    prototype = prototypeOf(prototype);
  }
  return [...names];
}

function prototypeOf(value: unknown): object | undefined {
  if (!isObject(value)) return undefined;
  try {
    return (Object.getPrototypeOf(value) as object | null) ?? undefined;
  } catch {
    return undefined;
  }
}
