import { existsSync } from 'node:fs';
import type { HistorySource, ReplayOutcome, ReplayOptions } from 'onceward/worker';
import { CommandFailed } from '../grammar/command-failed.js';
import { defineCommand } from '../grammar/define-command.js';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { loadPluginFile } from '../plugin/load-plugin.js';
import { describeDifference } from '../replay/describe-difference.js';
import { describeDrift, describeMisassigned } from '../replay/describe-drift.js';
import { CODE_OPTIONS, codeOf, withReplay } from '../replay/replay-code.js';
import { withServer, type Server } from '../server/connect-to-server.js';

export const explain = defineCommand({
  path: ['explain'],
  summary: 'Says where today’s workflow code parts from a run’s history, why, and what to write',
  arguments: { run: { summary: 'The workflow id of the run, or a file with its history' } },
  options: {
    ...CODE_OPTIONS,
    run: { type: 'string', value: 'run id', summary: 'Of several runs under this id; without it, the newest' },
  },
  details: 'No step runs and nothing is changed. The exit code is 1 when the history is not replayed.',
  async run({ arguments: { run }, options, style }) {
    const code = codeOf('explain', options);
    const file = await loadPluginFile(options.plugin);
    const source = existsSync(run) ? run : await withServer((server) => fetchRun(server, run, options.run), clientOptionsOf(file));
    const outcome = await withReplay(code, file, (replayOptions) => replayOne(source, replayOptions));
    const { cause: _cause, ...data } = outcome as ReplayOutcome & { readonly cause?: unknown };
    return { ok: outcome.ok, data, text: describe(outcome, style) };
  },
});

async function fetchRun({ client, namespace, address }: Server, workflowId: string, runId: string | undefined): Promise<HistorySource> {
  try {
    return { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
  } catch (error) {
    // gRPC's NOT_FOUND, or what is no run id.
    const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
    if (name !== 'WorkflowNotFoundError' && code !== 5 && code !== 3) throw error;
    throw new CommandFailed(`There is no run '${toOneLine(workflowId)}' in the namespace '${namespace}' at ${address}, and no such file.`);
  }
}

async function replayOne(source: HistorySource, options: ReplayOptions): Promise<ReplayOutcome> {
  const { replayHistories } = await import('onceward/worker');
  for await (const outcome of replayHistories([source], options)) return outcome;
  throw new CommandFailed('The replay ended without a result.');
}

function describe(outcome: ReplayOutcome, style: Style): string {
  const run = toOneLine(outcome.file ?? outcome.workflowId);
  const drift = describeDrift(outcome.drift ?? [], style);
  if (outcome.ok) return [`Today’s code does what the history of '${run}' says.`, ...drift].join('\n\n');
  if (outcome.kind === 'misassigned' || outcome.kind === 'drifted') {
    const calls = describeMisassigned(outcome.misassigned ?? [], style);
    return [`'${run}' is not replayed: ${toOneLine(outcome.message)}.`, ...calls, ...drift].join('\n\n');
  }
  const head = `'${run}' is not replayed: ${toOneLine(outcome.message)}.`;
  return outcome.difference === undefined ? head : `${head}\n\n${describeDifference(outcome.difference, style)}`;
}
