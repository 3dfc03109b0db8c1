/** How many bytes at the beginning frameworks look at to tell what a file is; a multiple of 3, so that base64 of it is a text of its own. */
export const SIGNATURE_BYTES = 24;

/** The first bytes by which files of a kind are known; `\0` stands for any byte. */
const SIGNATURES: Readonly<Record<string, string>> = {
  'image/png': '\x89PNG\r\n\x1a\n',
  'image/jpeg': '\xff\xd8\xff',
  'image/gif': 'GIF8',
  'image/webp': 'RIFF\0\0\0\0WEBP',
  'image/bmp': 'BM',
  'image/tiff': 'II*\0',
  'image/avif': '\0\0\0\x20ftypavif',
  'image/heic': '\0\0\0\x20ftypheic',
  'application/pdf': '%PDF',
  'audio/mpeg': '\xff\xfb',
  'audio/wav': 'RIFF\0\0\0\0WAVE',
  'audio/ogg': 'OggS',
  'audio/flac': 'fLaC',
  'video/mp4': '\0\0\0\x18ftypisom',
  'video/webm': '\x1aE\xdf\xa3',
};

/** What a file of this media type begins with, filled up with zeros; only zeros for one that is not known by its beginning. */
export function signatureOf(mediaType: string): Uint8Array {
  const signature = new Uint8Array(SIGNATURE_BYTES);
  Array.from(SIGNATURES[mediaType] ?? '').forEach((character, index) => {
    signature[index] = character.charCodeAt(0);
  });
  return signature;
}

/** The media type that the first bytes of a file tell, if any. */
export function mediaTypeOfSignature(bytes: Uint8Array): string | undefined {
  const tagLength = id3Length(bytes);
  const start = bytes.subarray(tagLength);
  const told = Object.keys(SIGNATURES).find((mediaType) =>
    Array.from(SIGNATURES[mediaType] ?? '').every((character, index) => character === '\0' || character.charCodeAt(0) === start[index]),
  );
  return told ?? (tagLength === 0 ? undefined : 'audio/mpeg');
}

const ID3 = [0x49, 0x44, 0x33];
const ID3_HEADER_BYTES = 10;

/**
 * How long the tag before a recording is, with its title and its cover; 0 where there is none. Frameworks look behind it to tell what the file is.
 *
 * @param bytes the file's first ten at least; https://id3.org/id3v2.4.0-structure, 3.1: the size is 28 bits, seven to a byte
 */
export function id3Length(bytes: Uint8Array): number {
  if (bytes.length < ID3_HEADER_BYTES || !ID3.every((byte, index) => bytes[index] === byte)) return 0;
  return bytes.subarray(6, ID3_HEADER_BYTES).reduce((size, byte) => size * 128 + (byte % 128), 0) + ID3_HEADER_BYTES;
}
