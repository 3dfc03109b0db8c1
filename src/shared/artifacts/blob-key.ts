import { InvalidOption } from '../errors/invalid-option.js';

const SEGMENT = /^(?!\.)[\w.=@%-]{1,120}(?<!\.)$/;
const MAX_KEY_CHARACTERS = 512;

/** Throws `InvalidOption` unless `key` is one that every kind of store can hold; see `BlobStore`. */
export function assertBlobKey(key: string): void {
  if (key.length <= MAX_KEY_CHARACTERS && key.split('/').every(isKeySegment)) return;
  throw new InvalidOption({
    where: 'BlobStore',
    option: 'key',
    problem: `is ${JSON.stringify(key.slice(0, MAX_KEY_CHARACTERS))}, which is not a key`,
    hint: `A key has at most ${MAX_KEY_CHARACTERS} characters: segments of 1 to 120 letters, digits and . _ - = @ %, joined by '/', none with a dot at an end.`,
  });
}

/** Whether `segment` may stand between the slashes of a key. */
export function isKeySegment(segment: string): boolean {
  return SEGMENT.test(segment);
}
