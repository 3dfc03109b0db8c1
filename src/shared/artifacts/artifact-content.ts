import { InvalidOption } from '../errors/invalid-option.js';
import { utf8Encode } from '../encoding/utf8.js';

/** What can be put as an artifact: a text, bytes, a file of the browser, or a stream of bytes of Node or the web. */
export type ArtifactContent = string | Uint8Array | AsyncIterable<Uint8Array> | WebStream | WebBlob;

/** The shape of the web's `ReadableStream`, which not every platform can loop over. */
export interface WebStream {
  getReader(): WebStreamReader;
}

interface WebStreamReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}

/** The shape of the web's `Blob` and `File`. */
export interface WebBlob {
  readonly size: number;
  stream(): WebStream;
}

/** Content that is there as a whole, or its chunks. */
export function contentOf(content: ArtifactContent): Uint8Array | AsyncIterable<Uint8Array> {
  if (typeof content === 'string') return utf8Encode(content);
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'object' && content !== null) {
    if (Symbol.asyncIterator in content) return checked(content);
    if ('getReader' in content) return checked(chunksOf(content));
    if ('stream' in content) return checked(chunksOf(content.stream()));
  }
  throw notBytes(`is ${content === null ? 'null' : typeof content}`);
}

async function* chunksOf(stream: WebStream): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      ended = done;
      if (done) return;
      if (value !== undefined) yield value;
    }
  } finally {
    // Whoever stops early lets go of the source.
    if (!ended) await reader.cancel();
  }
}

/** A stream of texts would be stored as something nobody meant. */
async function* checked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) {
    if (!((chunk as unknown) instanceof Uint8Array)) throw notBytes(`gives a chunk that is ${typeof chunk}`);
    yield chunk;
  }
}

function notBytes(problem: string): InvalidOption {
  const hint = 'Give a string, a Uint8Array, a Blob, or a stream whose chunks are Uint8Arrays.';
  return new InvalidOption({ where: 'artifacts.put()', option: 'content', problem, hint });
}
