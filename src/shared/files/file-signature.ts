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
  return Object.keys(SIGNATURES).find((mediaType) =>
    Array.from(SIGNATURES[mediaType] ?? '').every((character, index) => character === '\0' || character.charCodeAt(0) === bytes[index]),
  );
}
