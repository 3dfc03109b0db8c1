import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OncewardPlugin } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';

/**
 * Imports a file of the user and gives the plugin it exports.
 *
 * @throws CommandFailed when the file cannot be loaded or exports no plugin as `onceward`
 */
export async function loadPlugin(file: string): Promise<Pick<OncewardPlugin, 'activityTypes' | 'records'>> {
  const module = await importFile(file);
  const { onceward } = module;
  // By shape: the plugin may come from another copy of the package.
  if (isPlugin(onceward)) return onceward;
  const names = Object.keys(module).join(', ') || 'nothing';
  throw new CommandFailed(`${file} exports no OncewardPlugin as \`onceward\`; it exports ${names}.`);
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new CommandFailed(`${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isPlugin(value: unknown): value is OncewardPlugin {
  return typeof value === 'object' && value !== null && typeof (value as Partial<OncewardPlugin>).activityTypes === 'function';
}
