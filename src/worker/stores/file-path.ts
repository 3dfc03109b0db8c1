import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Cannot be in a key, so a shard's folder is never mistaken for a segment, and no key is the folder of another. */
const SHARD_MARK = '+';

/** Where half-written blobs are: on the file system of the blobs, so that a rename puts them in place, and out of every key's way. */
export const TEMPORARY_FOLDER = '+tmp';

/**
 * The path of a blob below a store's folder: `sha256/ab12…` → `sha256/+5e/ab12…`. One folder never holds more than 1/256 of its keys,
 * and all keys below a segment are below one folder.
 */
export function pathOfKey(key: string): string {
  const segments = key.split('/').map(fileNameOf);
  const name = segments.pop() ?? '';
  const shard = createHash('sha256').update(name).digest('hex').slice(0, 2);
  return join(...segments, SHARD_MARK + shard, name);
}

/** The folder below which every key that starts with `segments` lies. */
export function folderOfSegments(segments: readonly string[]): string {
  return join('.', ...segments.map(fileNameOf));
}

/** The key of a path below a store's folder, given as its parts. */
export function keyOfPath(parts: readonly string[]): string {
  return parts
    .filter((part) => !part.startsWith(SHARD_MARK))
    .map((part) => part.replaceAll(/~([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .join('/');
}

/** Some file systems do not tell `A` from `a`; keys do. `~` cannot be in a key. */
function fileNameOf(segment: string): string {
  return segment.replaceAll(/[A-Z]/g, (letter) => `~${letter.toLowerCase()}`);
}
