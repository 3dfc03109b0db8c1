import type { BlobInfo } from 'onceward';

const MOST_SHOWN = 20;
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `3 objects, 1.2 MB`. */
export function countOf(objects: readonly BlobInfo[]): string {
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
  return `${objects.length} ${objects.length === 1 ? 'object' : 'objects'}, ${sizeOf(bytes)}`;
}

/** The first of many keys, a line each, and how many more there are. */
export function listOf(objects: readonly BlobInfo[]): readonly string[] {
  const lines = objects.slice(0, MOST_SHOWN).map(({ key, bytes }) => `  ${key}  ${sizeOf(bytes)}`);
  return objects.length > MOST_SHOWN ? [...lines, `  … and ${objects.length - MOST_SHOWN} more (--json lists all)`] : lines;
}

/** What is told of an object in JSON. */
export function toInfo({ key, bytes, modifiedMs }: BlobInfo): BlobInfo {
  return { key, bytes, modifiedMs };
}

function sizeOf(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${power === 0 ? bytes : (bytes / 1_000 ** power).toFixed(1)} ${UNITS[power]}`;
}
