import { mkdir, open, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from './file-error.js';

/** Creates `folder` and what is missing above it, so that all of it survives a power cut. */
export async function createDurableFolder(folder: string): Promise<void> {
  const firstCreated = await mkdir(folder, { recursive: true });
  if (firstCreated === undefined) return;
  for (let created = folder; created !== dirname(firstCreated); created = dirname(created)) await syncFolder(dirname(created));
}

/** Makes a new name in `folder` survive a power cut. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes `folder` and what is above it, up to `root`, as far as they are empty: names of folders tell of their content, too. */
export async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let empty = folder; empty !== root; empty = dirname(empty)) {
    try {
      await rmdir(empty);
    } catch (error) {
      // Somebody else removed it.
      if (hasErrorCode(error, 'ENOENT')) continue;
      return;
    }
  }
}
