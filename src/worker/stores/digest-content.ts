import { createHash, type Hash as Hasher } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobContent } from '../../shared/artifacts/blob-store.js';
import type { Hash } from '../../shared/contract/json.js';

/** Content whose hash and size are known. Disposing it removes the temporary file that a stream needed. */
export interface DigestedContent extends AsyncDisposable {
  readonly sha256: Hash;
  readonly bytes: number;
  /** The content itself; may be asked for more than once. */
  content(): BlobContent;
}

/** Hashes content: in memory if it is there already, else by way of a temporary file. A string counts as UTF-8. */
export async function digestContent(content: string | BlobContent): Promise<DigestedContent> {
  if (typeof content === 'string') return digestBytes(new TextEncoder().encode(content));
  return content instanceof Uint8Array ? digestBytes(content) : digestStream(content);
}

function digestBytes(content: Uint8Array): DigestedContent {
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: content.byteLength,
    content: () => content,
    [Symbol.asyncDispose]: async () => {},
  };
}

async function digestStream(stream: AsyncIterable<Uint8Array>): Promise<DigestedContent> {
  const folder = await mkdtemp(join(tmpdir(), 'onceward-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, 'content');
  const total = { bytes: 0 };
  const hasher = createHash('sha256');
  try {
    await writeFile(file, digesting(stream, hasher, total), { mode: 0o600 });
  } catch (error) {
    await dispose();
    throw error;
  }
  return { sha256: hasher.digest('hex'), bytes: total.bytes, content: () => createFileStream(file), [Symbol.asyncDispose]: dispose };
}

async function* digesting(stream: AsyncIterable<Uint8Array>, hasher: Hasher, total: { bytes: number }): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) {
    hasher.update(chunk);
    total.bytes += chunk.byteLength;
    yield chunk;
  }
}

/** Opens the file only when it is read: a store may leave its content unread. */
async function* createFileStream(file: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(file);
}
