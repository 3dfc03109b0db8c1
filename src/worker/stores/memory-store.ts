import type { BlobContent, BlobStore } from '../../shared/artifacts/blob-store.js';
import { assertBlobKey } from './blob-key.js';
import { collectBytes } from './collect-bytes.js';

/** A store in this process's memory, for tests: it is gone with the process. `name` stands in references; default `memory`. */
export function memoryStore({ name = 'memory' }: { readonly name?: string } = {}): BlobStore {
  return new MemoryStore(name);
}

class MemoryStore implements BlobStore {
  readonly name: string;
  readonly #blobs = new Map<string, Uint8Array>();

  constructor(name: string) {
    this.name = name;
  }

  async put(
    key: string,
    content: BlobContent,
    { ifAbsent = false }: { readonly mediaType: string; readonly ifAbsent?: boolean },
  ): Promise<void> {
    assertBlobKey(key);
    if (ifAbsent && this.#blobs.has(key)) return;
    const bytes = content instanceof Uint8Array ? Uint8Array.from(content) : await collectBytes(content);
    // Another writer may have come first while the stream was read.
    if (ifAbsent && this.#blobs.has(key)) return;
    this.#blobs.set(key, bytes);
  }

  async get(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    assertBlobKey(key);
    const bytes = this.#blobs.get(key);
    return bytes && copyOf(bytes);
  }

  async head(key: string): Promise<{ readonly bytes: number } | undefined> {
    assertBlobKey(key);
    const bytes = this.#blobs.get(key);
    return bytes && { bytes: bytes.byteLength };
  }

  async delete(key: string): Promise<void> {
    assertBlobKey(key);
    this.#blobs.delete(key);
  }

  async *list(prefix: string): AsyncIterable<string> {
    yield* [...this.#blobs.keys()].filter((key) => key.startsWith(prefix));
  }
}

/** A reader may change what it was given. */
async function* copyOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield Uint8Array.from(bytes);
}
