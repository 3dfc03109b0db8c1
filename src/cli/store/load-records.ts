import { existsSync } from 'node:fs';
import { OncewardPlugin, type OncewardRecords } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import type { OptionDefinitions } from '../grammar/define-command.js';
import { loadPluginFile } from '../plugin/load-plugin.js';

/** Where a laptop's worker keeps what it was not told to keep elsewhere. */
const LAPTOP_FOLDER = '.onceward';

/** The option of every command that looks into a store. */
export const PLUGIN_OPTION = {
  plugin: {
    type: 'string',
    value: 'file',
    summary: `A file that exports \`onceward\`, the OncewardPlugin of the worker; without it, the files under ${LAPTOP_FOLDER}/`,
  },
} as const satisfies OptionDefinitions;

/**
 * What a worker keeps outside of history.
 *
 * @throws CommandFailed when the file has no plugin, or there is neither a file nor a laptop's folder
 */
export async function loadRecords(file: string | undefined): Promise<OncewardRecords> {
  if (file !== undefined) {
    const { onceward, dataConverter } = await loadPluginFile(file);
    return onceward.records(dataConverter);
  }
  if (existsSync(LAPTOP_FOLDER)) return new OncewardPlugin({ modules: [] }).records();
  throw new CommandFailed(
    `There is no ${LAPTOP_FOLDER}/ here, and no --plugin.`,
    'Name the file of the worker’s plugin: --plugin ./onceward.js.',
  );
}
