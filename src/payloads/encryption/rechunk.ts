/** The same bytes in chunks of one size; the last one may be shorter. */
export async function* rechunk(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  bytesEach: number,
): AsyncGenerator<Uint8Array, void, void> {
  let held = new Uint8Array(bytesEach);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + bytesEach - filled);
      held.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < bytesEach) continue;
      yield held;
      held = new Uint8Array(bytesEach);
      filled = 0;
    }
  }
  if (filled > 0) yield held.subarray(0, filled);
}
