import { collectBytes } from './collect-bytes.js';

/** Content that turned out to be small, or the same stream again from its start. */
export type ReadAhead = { readonly whole: Uint8Array } | { readonly chunks: AsyncIterable<Uint8Array> };

/** Reads a stream until it ends or gives more than `maxBytes`. Whoever gets `chunks` has to read them, or break off the loop. */
export async function readAhead(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ReadAhead> {
  const source = stream[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= maxBytes) {
    const { done, value } = await source.next();
    if (done === true) return { whole: await collectBytes(read) };
    // A stream may reuse the buffer behind its chunks.
    read.push(Uint8Array.from(value));
    bytes += value.byteLength;
  }
  return { chunks: continued(read, source) };
}

async function* continued(read: Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  try {
    for (let chunk = read.shift(); chunk !== undefined; chunk = read.shift()) yield chunk;
    yield* { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) };
  } finally {
    await source.return?.();
  }
}
