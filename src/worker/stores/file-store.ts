import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, opendir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { assertBlobKey, isKeySegment } from '../../shared/artifacts/blob-key.js';
import type { BlobContent, BlobInfo, BlobPutOptions, BlobRange, BlobStore } from '../../shared/artifacts/blob-store.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { createDurableFolder, removeEmptyFolders, syncFolder } from './durable-folder.js';
import { hasErrorCode, toFileStoreError, undefinedIfAbsent } from './file-error.js';
import { folderOfSegments, keyOfPath, pathOfKey, TEMPORARY_FOLDER } from './file-path.js';
import { sweepTemporaryFiles } from './sweep-temporary-files.js';
import { watchSource } from './watch-source.js';

export interface FileStoreOptions {
  /** Where the blobs are; it is created when the first one is written. */
  readonly folder: string;
  /** Stands in references. @default 'file' */
  readonly name?: string;
}

const READ_BYTES = 256 * 1024;
const PLACINGS_TO_TRY = 20;

/**
 * A store in a folder of this machine. Any number of processes may share the folder. Content is streamed, and a blob survives a power cut
 * from the moment its `put` resolves: the file and its folder are synced, and it gets its name only then.
 *
 * @throws UnknownOption; its methods throw StoreUnavailable when the disk is full, or the folder cannot be used
 */
export function fileStore(options: FileStoreOptions): BlobStore {
  checkOptions('fileStore()', options, ['folder', 'name']);
  return new FileStore(resolve(options.folder), options.name ?? 'file');
}

class FileStore implements BlobStore {
  readonly name: string;
  readonly location: string;
  #ready: Promise<void> | undefined;

  constructor(folder: string, name: string) {
    this.location = folder;
    this.name = name;
  }

  async put(key: string, content: BlobContent, { ifAbsent = false }: BlobPutOptions): Promise<void> {
    const path = this.#pathOf(key);
    if (ifAbsent && (await this.head(key))) return;
    const source = watchSource(content);
    await this.#run(
      () => this.#write(path, source.content, ifAbsent),
      (error) => source.threw(error),
    );
  }

  async get(key: string, { range }: { readonly range?: BlobRange } = {}): Promise<AsyncIterable<Uint8Array> | undefined> {
    return (await this.head(key)) && this.#read(this.#pathOf(key), range);
  }

  async head(key: string): Promise<BlobInfo | undefined> {
    const path = this.#pathOf(key);
    const stats = await this.#run(() => undefinedIfAbsent(stat(path)));
    return stats && { key, bytes: stats.size, modifiedMs: stats.mtimeMs };
  }

  async move(from: string, to: string): Promise<void> {
    const [source, target] = [this.#pathOf(from), this.#pathOf(to)];
    await this.#run(async () => {
      const now = new Date();
      // The time says when the blob got its key, however long it was written before.
      const isThere = await undefinedIfAbsent(utimes(source, now, now).then(() => true));
      if (isThere === undefined) throw new PayloadMissing({ store: this.name, location: this.location, key: from });
      await placeFile(target, () => rename(source, target));
      await removeEmptyFolders(dirname(source), this.location);
    });
  }

  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key);
    await this.#run(async () => {
      await rm(path, { force: true });
      await removeEmptyFolders(dirname(path), this.location);
    });
  }

  async *list(prefix: string): AsyncIterable<BlobInfo> {
    const segments = prefix.split('/').slice(0, -1);
    if (!segments.every(isKeySegment)) return;
    for await (const path of filesBelow(join(this.location, folderOfSegments(segments)))) {
      const parts = relative(this.location, path).split(sep);
      const key = keyOfPath(parts);
      if (parts[0] === TEMPORARY_FOLDER || !key.startsWith(prefix)) continue;
      const info = await this.head(key);
      if (info !== undefined) yield info;
    }
  }

  async #write(path: string, content: BlobContent, ifAbsent: boolean): Promise<void> {
    await this.#prepare();
    const temporary = join(this.location, TEMPORARY_FOLDER, randomUUID());
    try {
      await writeFile(temporary, content, { flag: 'wx', flush: true });
      await placeFile(path, () => (ifAbsent ? linkUnlessPresent(temporary, path) : rename(temporary, path)));
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Opens the file when the first chunk is asked for: a stream that nobody reads holds nothing open. */
  async *#read(path: string, { offset, length = Infinity }: BlobRange = { offset: 0 }): AsyncIterable<Uint8Array> {
    if (length === 0) return;
    try {
      yield* createReadStream(path, { highWaterMark: READ_BYTES, start: offset, end: offset + length - 1 });
    } catch (error) {
      throw toFileStoreError(this, error);
    }
  }

  async #run<Value>(operation: () => Promise<Value>, isForeign: (error: unknown) => boolean = () => false): Promise<Value> {
    try {
      return await operation();
    } catch (error) {
      throw isForeign(error) ? error : toFileStoreError(this, error);
    }
  }

  #pathOf(key: string): string {
    assertBlobKey(key);
    return join(this.location, pathOfKey(key));
  }

  /** Once per process; tried again after a failure. */
  #prepare(): Promise<void> {
    this.#ready ??= sweepTemporaryFiles(join(this.location, TEMPORARY_FOLDER)).catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }
}

/** Puts a file at `path` with `place`. Its folder may be removed as empty at any moment until then. */
async function placeFile(path: string, place: () => Promise<void>): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    try {
      await createDurableFolder(dirname(path));
      await place();
      break;
    } catch (error) {
      if (!hasErrorCode(error, 'ENOENT') || tried === PLACINGS_TO_TRY) throw error;
    }
  }
  // Gone again only together with the file.
  await undefinedIfAbsent(syncFolder(dirname(path)));
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
