const CONTINUES = 0x80;
const BITS = 7;
const LARGEST_BYTES = 5;

/** A length as protobuf writes it: seven bits a byte, the lowest first. */
export function createVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= CONTINUES) {
    bytes.push((rest % CONTINUES) + CONTINUES);
    rest = Math.floor(rest / CONTINUES);
  }
  return Uint8Array.from([...bytes, rest]);
}

/**
 * Reads such a length, and says where the next byte is.
 *
 * @throws RangeError when it is cut off or longer than a length of ours can be
 */
export function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let index = 0; index < LARGEST_BYTES; index += 1) {
    const byte = bytes[start + index];
    if (byte === undefined) break;
    value += (byte % CONTINUES) * 2 ** (BITS * index);
    if (byte < CONTINUES) return { value, end: start + index + 1 };
  }
  throw new RangeError('A length in the bytes of a payload is cut off.');
}
