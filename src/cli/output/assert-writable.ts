import { access, constants, mkdir, open } from 'node:fs/promises';
import { toOneLine } from './one-line.js';
import { CommandFailed } from '../grammar/command-failed.js';

/** Finds out before a long command that its result could not be written. @throws CommandFailed */
export function assertFileWritable(file: string): Promise<void> {
  return attempt(file, async () => (await open(file, 'a')).close());
}

/** The same for a folder, which is made. @throws CommandFailed */
export function assertFolderWritable(folder: string): Promise<void> {
  return attempt(folder, async () => {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  });
}

async function attempt(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new CommandFailed(`'${path}' cannot be written: ${toOneLine(error instanceof Error ? error.message : String(error))}.`);
  }
}
