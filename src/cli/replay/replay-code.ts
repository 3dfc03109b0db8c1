import { pluginOption } from '../plugin/plugin-option.js';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ReplayOptions } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import type { OptionDefinitions } from '../grammar/define-command.js';
import { UsageError } from '../grammar/usage-error.js';
import type { LoadedPluginFile } from '../plugin/load-plugin.js';

/** The options of every command that replays: which code, and how it reads payloads. */
export const CODE_OPTIONS = {
  plugin: pluginOption(': its modules, its store, its keys'),
  workflows: { type: 'string', value: 'file', summary: 'The file of the workflows. This or --bundle' },
  bundle: { type: 'string', value: 'file', summary: 'A bundle made before. This or --workflows' },
} as const satisfies OptionDefinitions;

type Code = Pick<ReplayOptions, 'workflowsPath' | 'bundle'>;

/** @throws UsageError when there is not one of the two; CommandFailed when there is no such file */
export function codeOf(
  command: string,
  { workflows, bundle }: { readonly workflows: string | undefined; readonly bundle: string | undefined },
): Code {
  const path = workflows ?? bundle;
  if (path === undefined || (workflows !== undefined && bundle !== undefined))
    throw new UsageError(`onceward ${command} needs --workflows or --bundle.`);
  if (!existsSync(path)) throw new CommandFailed(`There is no file '${path}'.`);
  return workflows === undefined ? { bundle: { codePath: resolve(path) } } : { workflowsPath: resolve(path) };
}

/** Runs `use` with what a replay of this code and plugin takes. Silences what Temporal's SDK logs of a broken history: it is in the result. */
export async function withReplay<Result>(
  code: Code,
  { onceward, dataConverter }: LoadedPluginFile,
  use: (options: ReplayOptions) => Promise<Result>,
): Promise<Result> {
  const { DefaultLogger, Runtime } = await import('@temporalio/worker');
  const logger = new DefaultLogger('ERROR', () => undefined);
  const runtime = Runtime.install({ logger, telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });
  try {
    return await use({ ...code, plugins: [onceward], ...(dataConverter !== undefined && { dataConverter }) });
  } finally {
    // The last worker ends it; where none was started, it would keep the program alive.
    await runtime.shutdown();
  }
}
