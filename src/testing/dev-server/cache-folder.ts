import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs that were downloaded or built are kept for the next time. */
export function binaryCacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'onceward', 'bin');
}

export const SERVER_FILE_NAME = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

export function cachedServerPath(): string {
  return join(binaryCacheFolder(), SERVER_FILE_NAME);
}
