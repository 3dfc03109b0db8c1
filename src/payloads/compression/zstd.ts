import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { nodeBuiltin } from '../node-builtin.js';

interface Zlib {
  zstdCompressSync(data: Uint8Array): Uint8Array;
  zstdDecompressSync(data: Uint8Array): Uint8Array;
}

/** Node's zstd. */
export function zstd(): Zlib {
  const zlib = nodeBuiltin<Zlib>('node:zlib');
  if (typeof zlib?.zstdCompressSync === 'function') return zlib as Zlib;
  throw new InvalidOption({
    where: 'compression',
    option: 'compression',
    problem: "is 'zstd', which this platform does not have",
    hint: 'Use Node.js 22.15 or newer, or leave compression out everywhere.',
  });
}
