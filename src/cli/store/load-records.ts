import type { OncewardRecords } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import { findPlugin, LAPTOP_FOLDER } from '../plugin/find-plugin.js';

/**
 * What a worker keeps outside of history.
 *
 * @throws CommandFailed when the file has no plugin, or there is neither a file nor a laptop's folder
 */
export async function loadRecords(file: string | undefined): Promise<OncewardRecords> {
  const found = await findPlugin(file);
  if (found !== undefined) return found.onceward.records(found.dataConverter);
  throw new CommandFailed(
    `There is no ${LAPTOP_FOLDER}/ here, and no --plugin.`,
    'Name the file of the worker’s plugin: --plugin ./onceward.js.',
  );
}
