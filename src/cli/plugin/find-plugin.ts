import { existsSync } from 'node:fs';
import { OncewardPlugin } from 'onceward/worker';
import type { OptionDefinitions } from '../grammar/define-command.js';
import { loadPluginFile, type LoadedPluginFile } from './load-plugin.js';

/** Where a laptop's worker keeps what it was not told to keep elsewhere. */
export const LAPTOP_FOLDER = '.onceward';

/** The option of every command that reads what workers write, and can do without the frameworks of the plugin. */
export const PLUGIN_OPTION = {
  plugin: {
    type: 'string',
    value: 'file',
    summary: `A file that exports \`onceward\`, the OncewardPlugin of the worker: its store, its keys; without it, the files under ${LAPTOP_FOLDER}/`,
  },
} as const satisfies OptionDefinitions;

/**
 * The plugin of a file; without a file, one that uses what a laptop's worker left in this folder; undefined when there is neither.
 *
 * @throws CommandFailed when the file has no plugin
 */
export async function findPlugin(file: string | undefined): Promise<LoadedPluginFile | undefined> {
  if (file !== undefined) return loadPluginFile(file);
  return existsSync(LAPTOP_FOLDER) ? { onceward: new OncewardPlugin({ modules: [] }) } : undefined;
}
