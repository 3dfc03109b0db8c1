import { jsonBytes } from './json-bytes.js';

const LARGEST = 3;
const DEEPEST = 6;

/** A place inside a value, and the bytes of JSON it takes. */
export interface SizedPath {
  /** `[0].pages[3].image`; the empty text is the value itself. */
  readonly path: string;
  readonly bytes: number;
}

/** The places that make a value large, the largest first: what a person has to look at. A place that is large by one part alone gives way to the part. */
export function largestPaths(value: unknown): readonly SizedPath[] {
  return partsOf(value, '', DEEPEST)
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, LARGEST);
}

function partsOf(value: unknown, path: string, depth: number): readonly SizedPath[] {
  const whole = { path, bytes: jsonBytes(value) };
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || depth === 0) return [whole];
  const parts = Object.entries(value).map(([name, part]) => ({ part, path: path + step(value, name), bytes: jsonBytes(part) }));
  const large = parts.filter(({ bytes }) => bytes > whole.bytes / (LARGEST + 1));
  if (large.length === 0) return [whole];
  return large.flatMap((part) => partsOf(part.part, part.path, depth - 1));
}

function step(value: object, name: string): string {
  return Array.isArray(value) ? `[${name}]` : `.${name}`;
}
