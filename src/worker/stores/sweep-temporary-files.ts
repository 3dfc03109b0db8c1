import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { undefinedIfAbsent } from './file-error.js';

/** No writer pauses for so long: what is older was left by a process that died. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** Creates the folder of half-written blobs, and removes what dead processes left in it. */
export async function sweepTemporaryFiles(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const stats = await undefinedIfAbsent(stat(path));
    if (stats && Date.now() - stats.mtimeMs > MAX_AGE_MS) await rm(path, { force: true });
  }
}
