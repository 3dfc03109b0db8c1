/** A piece of a stream: all but the last have the same size. */
export interface Part {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
  /** Gives the bytes back, to be filled again: without that, a large upload leaves its whole content to the garbage collector. */
  readonly release: () => void;
}

/** Cuts a stream into parts of `partBytes`, in buffers that are used again. A stream without bytes has no part. */
export async function* toParts(chunks: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Part, void, void> {
  const free: Uint8Array[] = [];
  const take = (): Uint8Array => free.pop() ?? new Uint8Array(partBytes);
  let buffer = take();
  let filled = 0;
  const toPart = (isLast: boolean): Part => {
    const own = buffer;
    return { bytes: own.subarray(0, filled), isLast, release: () => void free.push(own) };
  };
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.byteLength;) {
      // Only a full part that is not the end can be told from the last one.
      if (filled === partBytes) {
        yield toPart(false);
        buffer = take();
        filled = 0;
      }
      const piece = chunk.subarray(offset, offset + partBytes - filled);
      buffer.set(piece, filled);
      filled += piece.byteLength;
      offset += piece.byteLength;
    }
  }
  if (filled > 0) yield toPart(true);
}
