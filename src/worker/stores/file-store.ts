import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, opendir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { BlobContent, BlobStore } from '../../shared/artifacts/blob-store.js';
import { assertBlobKey, isKeySegment } from './blob-key.js';
import { createDurableFolder, syncFolder } from './durable-folder.js';
import { hasErrorCode, undefinedIfAbsent } from './file-error.js';
import { folderOfSegments, keyOfPath, pathOfKey, TEMPORARY_FOLDER } from './file-path.js';
import { sweepTemporaryFiles } from './sweep-temporary-files.js';

export interface FileStoreOptions {
  /** Where the blobs are; it is created when the first one is written. */
  readonly folder: string;
  /** Stands in references; default `file`. */
  readonly name?: string;
}

/**
 * A store in a folder of this machine. Any number of processes may share the folder. Content is streamed, and a blob survives a power cut
 * from the moment its `put` resolves.
 */
export function fileStore({ folder, name = 'file' }: FileStoreOptions): BlobStore {
  return new FileStore(resolve(folder), name);
}

class FileStore implements BlobStore {
  readonly name: string;
  readonly #folder: string;
  #ready: Promise<void> | undefined;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.name = name;
  }

  async put(
    key: string,
    content: BlobContent,
    { ifAbsent = false }: { readonly mediaType: string; readonly ifAbsent?: boolean },
  ): Promise<void> {
    const path = this.#pathOf(key);
    if (ifAbsent && (await this.head(key))) return;
    await this.#prepare();
    const temporary = join(this.#folder, TEMPORARY_FOLDER, randomUUID());
    try {
      await writeFile(temporary, content, { flag: 'wx', flush: true });
      await createDurableFolder(dirname(path));
      await (ifAbsent ? linkUnlessPresent(temporary, path) : rename(temporary, path));
      await syncFolder(dirname(path));
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async get(key: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return (await this.head(key)) && readFileStream(this.#pathOf(key));
  }

  async head(key: string): Promise<{ readonly bytes: number } | undefined> {
    const stats = await undefinedIfAbsent(stat(this.#pathOf(key)));
    return stats && { bytes: stats.size };
  }

  async delete(key: string): Promise<void> {
    await rm(this.#pathOf(key), { force: true });
  }

  async *list(prefix: string): AsyncIterable<string> {
    const segments = prefix.split('/').slice(0, -1);
    if (!segments.every(isKeySegment)) return;
    for await (const path of filesBelow(join(this.#folder, folderOfSegments(segments)))) {
      const parts = relative(this.#folder, path).split(sep);
      const key = keyOfPath(parts);
      if (parts[0] !== TEMPORARY_FOLDER && key.startsWith(prefix)) yield key;
    }
  }

  #pathOf(key: string): string {
    assertBlobKey(key);
    return join(this.#folder, pathOfKey(key));
  }

  /** Once per process; tried again after a failure. */
  #prepare(): Promise<void> {
    this.#ready ??= sweepTemporaryFiles(join(this.#folder, TEMPORARY_FOLDER)).catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }
}

/** Opens the file when the first chunk is asked for: a stream that nobody reads holds nothing open. */
async function* readFileStream(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: 256 * 1024 });
}

/** A rename would replace what another process wrote in the meantime; a link cannot. */
async function linkUnlessPresent(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!hasErrorCode(error, 'EEXIST')) throw error;
  }
}

async function* filesBelow(folder: string): AsyncIterable<string> {
  const entries = await undefinedIfAbsent(opendir(folder));
  if (entries === undefined) return;
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}
