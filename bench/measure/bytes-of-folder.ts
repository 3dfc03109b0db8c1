import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The bytes of all files below a folder; 0 when there is no such folder. */
export function bytesOfFolder(folder: string): number {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((bytes, file) => bytes + statSync(join(file.parentPath, file.name)).size, 0);
}
