import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { OncewardPlugin } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';

export type LoadedPlugin = Pick<
  OncewardPlugin,
  'activityTypes' | 'changes' | 'reading' | 'records' | 'name' | 'configureBundler' | 'configureReplayWorker'
>;

/** What a file exports: the plugin as `onceward`, and as `dataConverter` what the user's workers have beside it. */
export interface LoadedPluginFile {
  readonly onceward: LoadedPlugin;
  readonly dataConverter?: DataConverter;
}

/**
 * Imports a file of the user and gives the plugin it exports.
 *
 * @throws CommandFailed when the file cannot be loaded or exports no plugin as `onceward`
 */
export async function loadPlugin(file: string): Promise<LoadedPlugin> {
  return (await loadPluginFile(file)).onceward;
}

/**
 * The same, with the data converter beside it.
 *
 * @throws CommandFailed as `loadPlugin` does
 */
export async function loadPluginFile(file: string): Promise<LoadedPluginFile> {
  const module = await importFile(file);
  const { onceward, dataConverter } = module;
  // By shape: the plugin may come from another copy of the package.
  if (isPlugin(onceward)) return { onceward, ...(dataConverter !== undefined && { dataConverter: dataConverter as DataConverter }) };
  const names = Object.keys(module).join(', ') || 'nothing';
  throw new CommandFailed(`${file} exports no OncewardPlugin as \`onceward\`; it exports ${names}.`);
}

async function importFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) throw new CommandFailed(`${file} could not be loaded: there is no such file.`);
  try {
    return (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new CommandFailed(`${file} could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isPlugin(value: unknown): value is OncewardPlugin {
  return typeof value === 'object' && value !== null && typeof (value as Partial<OncewardPlugin>).activityTypes === 'function';
}
