import { pluginOption } from '../plugin/plugin-option.js';
import { OncewardError } from 'onceward';
import { readTranscript, type TranscriptStep, unreadableReason } from 'onceward/client';
import { CommandFailed } from '../grammar/command-failed.js';
import type { OptionDefinitions } from '../grammar/define-command.js';
import { toCount } from '../grammar/to-count.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { loadPluginFile } from '../plugin/load-plugin.js';
import { withServer } from '../server/connect-to-server.js';
import { unreadable } from '../server/unreadable.js';

/** The options of every command that reads a run's conversations. */
export const READING_OPTIONS = {
  plugin: pluginOption(': its store, its keys, its frameworks'),
  run: { type: 'string', value: 'run id', summary: 'Of several runs under this id; without it, the newest' },
  step: { type: 'string', value: 'number', summary: 'The model call, from 1' },
} as const satisfies OptionDefinitions;

export interface ReadingCall {
  readonly workflowId: string;
  readonly options: { readonly plugin: string; readonly run: string | undefined };
}

/** @throws CommandFailed when there is no such run, or it cannot be read with this plugin */
export async function readRun({ workflowId, options }: ReadingCall): Promise<readonly TranscriptStep[]> {
  const file = await loadPluginFile(options.plugin);
  const { forms, payloads } = file.onceward.reading();
  const { compression: _compression, ...places } = payloads;
  const run = options.run === undefined ? {} : { runId: options.run };
  return withServer(({ client, namespace, address }) => {
    return readTranscript(client, workflowId, { forms, ...places, ...run }).catch((error: unknown) => {
      // gRPC's NOT_FOUND, or what is no run id.
      const { code } = error as { readonly code?: unknown };
      if (code === 5 || code === 3)
        throw new CommandFailed(`There is no run '${workflowId}' in the namespace '${namespace}' at ${address}.`);
      const reason = OncewardError.isInstance(error) ? undefined : unreadableReason(error);
      throw reason === undefined ? error : unreadable(workflowId, reason);
    });
  }, clientOptionsOf(file));
}

/**
 * The step that was named, or the last one.
 *
 * @throws CommandFailed when there is none
 */
export function stepOf(steps: readonly TranscriptStep[], step: string | undefined): TranscriptStep {
  const found = step === undefined ? steps.at(-1) : steps[toCount('step', step) - 1];
  if (found !== undefined) return found;
  const problem = steps.length === 0 ? 'no model has answered in this run yet' : `this run has ${steps.length} answered model calls`;
  throw new CommandFailed(`There is no step ${step ?? 'at all'}: ${problem}.`);
}
