import type { RegisteredChange } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import { loadPlugin } from '../plugin/load-plugin.js';

/**
 * The changes of the plugin that a file exports.
 *
 * @throws CommandFailed when there are none, or the file has no plugin
 */
export async function loadChanges(file: string): Promise<readonly RegisteredChange[]> {
  const changes = (await loadPlugin(file)).changes();
  if (changes.length > 0) return changes;
  throw new CommandFailed(
    `The plugin of ${file} has no changes.`,
    'Give it what defineChanges() gives: new OncewardPlugin({ changes, … }).',
  );
}
