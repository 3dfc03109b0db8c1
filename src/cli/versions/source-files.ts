import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed } from '../grammar/command-failed.js';

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const NOT_OURS = new Set(['node_modules', 'dist', 'build', 'coverage']);

/**
 * The code files below a folder, in order, without what is installed or built.
 *
 * @throws CommandFailed when there is no such folder, or nothing in it
 */
export function sourceFiles(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw new CommandFailed(`There is no folder ${folder}.`);
  const files = filesBelow(folder);
  if (files.length === 0)
    throw new CommandFailed(`There is no TypeScript or JavaScript in ${folder}.`, 'Name the folder of the workflows with --source.');
  return files;
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(path);
    return CODE.test(entry.name) ? [path] : [];
  });
}
