import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

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
