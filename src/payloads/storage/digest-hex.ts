import { nodeBuiltin } from '../node-builtin.js';

interface NodeCrypto {
  hash(algorithm: 'sha256', data: Uint8Array): string;
}

/** Beyond this the event loop would wait for a millisecond or more. */
const LARGEST_AT_ONCE_BYTES = 256 * 1024;

/**
 * The sha256 of bytes in hex, by the platform's own code: payloads here may have megabytes. Small ones, several with every step, at once where there is
 * Node: on a thread of their own, as the web's interface hashes them, they cost ten times as much.
 */
export async function digestHex(bytes: Uint8Array): Promise<string> {
  const hash = bytes.length <= LARGEST_AT_ONCE_BYTES ? nodeBuiltin<NodeCrypto>('node:crypto')?.hash : undefined;
  if (hash !== undefined) return hash('sha256', bytes);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
