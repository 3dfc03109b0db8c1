import type { Hash } from '../contract/json.js';
import { utf8Encode } from './utf8.js';

const BLOCK_BYTES = 64;
const LENGTH_BYTES = 8;

// oxfmt-ignore
const ROUND_CONSTANTS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

// oxfmt-ignore
const INITIAL_STATE = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** Takes bytes piece by piece and gives their hash at the end, in lower-case hex. Node's `createHash('sha256')` fits, too. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): Hash;
}

/**
 * The sha256 of bytes, or of a text's UTF-8, in lower-case hex. In plain JavaScript, because the workflow sandbox has no `crypto`.
 *
 * @example
 * ```ts
 * sha256(''); // 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
 * ```
 */
export function sha256(data: string | Uint8Array): Hash {
  const hasher = createSha256();
  hasher.update(typeof data === 'string' ? utf8Encode(data) : data);
  return hasher.digest();
}

/** A sha256 of bytes that come in pieces, in plain JavaScript: the web has none that does. */
export function createSha256(): Hasher & { digest(): Hash } {
  const state = new Int32Array(INITIAL_STATE);
  const schedule = new Int32Array(64);
  const block = new Uint8Array(BLOCK_BYTES);
  let blockBytes = 0;
  let totalBytes = 0;

  const update = (bytes: Uint8Array): void => {
    totalBytes += bytes.length;
    let from = 0;
    if (blockBytes > 0) {
      from = Math.min(BLOCK_BYTES - blockBytes, bytes.length);
      block.set(bytes.subarray(0, from), blockBytes);
      blockBytes += from;
      if (blockBytes < BLOCK_BYTES) return;
      absorb({ bytes: block, end: BLOCK_BYTES, state, schedule });
    }
    const whole = bytes.subarray(from);
    const end = whole.length - (whole.length % BLOCK_BYTES);
    absorb({ bytes: whole, end, state, schedule });
    block.set(whole.subarray(end));
    blockBytes = whole.length - end;
  };

  const digest = (): Hash => {
    const tail = padTail(block.subarray(0, blockBytes), totalBytes);
    absorb({ bytes: tail, end: tail.length, state, schedule });
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  };

  return { update, digest };
}

/** The last, partial block with what the standard puts after it: a 1 bit, zeros, and the length in bits as 64-bit big-endian. */
function padTail(rest: Uint8Array, totalBytes: number): Uint8Array {
  const tail = new Uint8Array(rest.length + 1 + LENGTH_BYTES <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(totalBytes / 2 ** 29));
  view.setUint32(tail.length - 4, totalBytes << 3);
  return tail;
}

interface Absorption {
  readonly bytes: Uint8Array;
  /** Where the last whole block ends. */
  readonly end: number;
  readonly state: Int32Array;
  readonly schedule: Int32Array;
}

function absorb({ bytes, end, state, schedule }: Absorption): void {
  for (let offset = 0; offset < end; offset += BLOCK_BYTES) {
    expandSchedule(schedule, bytes, offset);
    compress(state, schedule);
  }
}

function expandSchedule(schedule: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let index = 0, at = offset; index < 16; index += 1, at += 4) {
    schedule[index] = (wordAt(bytes, at) << 24) | (wordAt(bytes, at + 1) << 16) | (wordAt(bytes, at + 2) << 8) | wordAt(bytes, at + 3);
  }
  for (let index = 16; index < 64; index += 1) {
    const early = wordAt(schedule, index - 15);
    const late = wordAt(schedule, index - 2);
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (wordAt(schedule, index - 16) + sigma0 + wordAt(schedule, index - 7) + sigma1) | 0;
  }
}

/** The 64 rounds of the standard, with its names for the working variables. */
function compress(state: Int32Array, schedule: Int32Array): void {
  let a = wordAt(state, 0);
  let b = wordAt(state, 1);
  let c = wordAt(state, 2);
  let d = wordAt(state, 3);
  let e = wordAt(state, 4);
  let f = wordAt(state, 5);
  let g = wordAt(state, 6);
  let h = wordAt(state, 7);
  for (let round = 0; round < 64; round += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + wordAt(ROUND_CONSTANTS, round) + wordAt(schedule, round)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sum0 + majority) | 0;
  }
  state[0] = wordAt(state, 0) + a;
  state[1] = wordAt(state, 1) + b;
  state[2] = wordAt(state, 2) + c;
  state[3] = wordAt(state, 3) + d;
  state[4] = wordAt(state, 4) + e;
  state[5] = wordAt(state, 5) + f;
  state[6] = wordAt(state, 6) + g;
  state[7] = wordAt(state, 7) + h;
}

function wordAt(words: Int32Array | Uint8Array, index: number): number {
  return words[index] ?? 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
