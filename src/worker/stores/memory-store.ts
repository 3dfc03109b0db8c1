import { assertBlobKey } from '../../shared/artifacts/blob-key.js';
import type { BlobContent, BlobInfo, BlobPutOptions, BlobRange, BlobStore } from '../../shared/artifacts/blob-store.js';
import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { checkOptions } from '../../shared/options/check-options.js';

/** A store in this process's memory, for tests: it is gone with the process. `name` stands in references; default `memory`. */
export function memoryStore(options: { readonly name?: string } = {}): BlobStore {
  checkOptions('memoryStore()', options, ['name']);
  return new MemoryStore(options.name ?? 'memory');
}

interface MemoryBlob {
  readonly bytes: Uint8Array;
  readonly modifiedMs: number;
}

class MemoryStore implements BlobStore {
  readonly name: string;
  readonly location = 'the memory of this process';
  readonly #blobs = new Map<string, MemoryBlob>();

  constructor(name: string) {
    this.name = name;
  }

  async put(key: string, content: BlobContent, { ifAbsent = false }: BlobPutOptions): Promise<void> {
    assertBlobKey(key);
    if (ifAbsent && this.#blobs.has(key)) return;
    const bytes = content instanceof Uint8Array ? Uint8Array.from(content) : await collectBytes(content);
    // Another writer may have come first while the stream was read.
    if (ifAbsent && this.#blobs.has(key)) return;
    this.#blobs.set(key, { bytes, modifiedMs: Date.now() });
  }

  async get(key: string, { range }: { readonly range?: BlobRange } = {}): Promise<AsyncIterable<Uint8Array> | undefined> {
    assertBlobKey(key);
    const blob = this.#blobs.get(key);
    return blob && copyOf(blob.bytes, range);
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    assertBlobKey(key);
    const blob = this.#blobs.get(key);
    return blob && infoOf(key, blob);
  }

  async move(from: string, to: string): Promise<void> {
    assertBlobKey(from);
    assertBlobKey(to);
    const blob = this.#blobs.get(from);
    if (blob === undefined) throw new PayloadMissing({ store: this.name, location: this.location, key: from });
    this.#blobs.delete(from);
    this.#blobs.set(to, { bytes: blob.bytes, modifiedMs: Date.now() });
  }

  async delete(key: string): Promise<void> {
    assertBlobKey(key);
    this.#blobs.delete(key);
  }

  async *list(prefix: string): AsyncIterable<BlobInfo> {
    yield* [...this.#blobs].filter(([key]) => key.startsWith(prefix)).map(([key, blob]) => infoOf(key, blob));
  }
}

function infoOf(key: string, { bytes, modifiedMs }: MemoryBlob): BlobInfo {
  return { key, bytes: bytes.byteLength, modifiedMs };
}

/** A reader may change what it was given. */
async function* copyOf(bytes: Uint8Array, { offset, length = Infinity }: BlobRange = { offset: 0 }): AsyncIterable<Uint8Array> {
  yield bytes.slice(offset, offset + length);
}
