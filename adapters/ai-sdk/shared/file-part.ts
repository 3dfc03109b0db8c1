/** A file as a part of a message: that is where onceward looks for what belongs into a store, see `putFiles`. */
export interface FilePart {
  readonly type: 'file';
  readonly mediaType: string;
  readonly data: Uint8Array | string;
}

/**
 * What a model made (an image, speech) as a part of a message, for the way through history.
 *
 * @param kind the first half of the media type; the second is in the bytes
 */
export function toFilePart(kind: 'image' | 'audio', data: Uint8Array | string): FilePart {
  return { type: 'file', mediaType: `${kind}/*`, data };
}
