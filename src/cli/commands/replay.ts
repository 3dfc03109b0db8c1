import { writeFile } from 'node:fs/promises';
import type { HistorySource, ReplayOptions, ReplayOutcome } from 'onceward/worker';
import { defineCommand, type CommandResult } from '../grammar/define-command.js';
import { toCount } from '../grammar/to-count.js';
import { UsageError } from '../grammar/usage-error.js';
import { alignColumns } from '../output/align-columns.js';
import { toOneLine } from '../output/one-line.js';
import { createProgress } from '../output/progress.js';
import type { Style } from '../output/style.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { loadPluginFile } from '../plugin/load-plugin.js';
import { describePlace } from '../replay/describe-difference.js';
import { keepHistory } from '../replay/keep-history.js';
import { byType } from '../replay/by-type.js';
import { CODE_OPTIONS, codeOf, withReplay } from '../replay/replay-code.js';
import { filesOf, sampleOf } from '../replay/replay-sources.js';
import { toJunit } from '../replay/to-junit.js';
import { withServer } from '../server/connect-to-server.js';
import type { ListedRun } from '../server/list-runs.js';

export const replay = defineCommand({
  path: ['replay'],
  summary: 'Replays histories against the workflow code of today, before it is deployed',
  options: {
    ...CODE_OPTIONS,
    files: { type: 'string', value: 'path', summary: 'A history of `temporal workflow show --output json`, or a folder of them' },
    query: {
      type: 'string',
      value: 'query',
      summary: 'Runs of the server instead, in Temporal’s query language; without it, the newest ones',
    },
    sample: { type: 'string', value: 'count', summary: 'How many of them, spread over workflow types and lengths (default 50)' },
    out: { type: 'string', value: 'folder', summary: 'Keep the histories there, for a later replay without a server' },
    redact: { type: 'boolean', summary: 'Keep them without prompts, inputs of steps and results of runs' },
    junit: { type: 'string', value: 'file', summary: 'Also write a JUnit report' },
  },
  details: [
    'No step runs and nothing is written to the server. The exit code is 1 when a history is not replayed.',
    'What a replay reads stays in what --out keeps, --redact or not: the input of the run, results of steps, signals.',
    'With encryption all of it is kept as it is in the history, encrypted.',
  ].join('\n'),
  async run({ options, style }) {
    const { files, query, sample, out, redact } = options;
    if (files !== undefined && (query !== undefined || sample !== undefined || out !== undefined))
      throw new UsageError('onceward replay takes --files, or --query with --sample and --out.');
    if (redact && out === undefined) throw new UsageError('--redact needs --out.');
    const size = sample === undefined ? undefined : toCount('sample', sample);
    const code = codeOf('replay', options);
    const file = await loadPluginFile(options.plugin);
    const run = <From>(
      from: readonly From[],
      load: (from: From) => HistorySource | Promise<HistorySource>,
    ): Promise<readonly ReplayOutcome[]> => withReplay(code, file, (replayOptions) => replayed(from, load, replayOptions));
    const outcomes =
      files !== undefined
        ? await run(await filesOf(files), (path) => path)
        : await withServer(async (server) => {
            const fetch = async (listed: ListedRun): Promise<HistorySource> => {
              const history = await server.client.workflow.getHandle(listed.workflowId, listed.runId).fetchHistory();
              if (out !== undefined) await keepHistory(out, listed, { history, redact });
              return { workflowId: listed.workflowId, history };
            };
            return run(await sampleOf(server, query ?? '', size), fetch);
          }, clientOptionsOf(file));
    if (options.junit !== undefined) await writeFile(options.junit, toJunit(outcomes));
    return toResult(outcomes, style);
  },
});

async function replayed<From>(
  from: readonly From[],
  load: (from: From) => HistorySource | Promise<HistorySource>,
  options: ReplayOptions,
): Promise<readonly ReplayOutcome[]> {
  const { replayHistories } = await import('onceward/worker');
  // One at a time: a history is fetched when the one before it is done.
  async function* histories(): AsyncGenerator<HistorySource> {
    for (const one of from) yield await load(one);
  }
  const progress = createProgress(from.length, 'histories');
  const outcomes: ReplayOutcome[] = [];
  try {
    for await (const outcome of replayHistories(histories(), options)) {
      outcomes.push(outcome);
      progress.advance();
    }
  } finally {
    progress.end();
  }
  return outcomes;
}

function toResult(outcomes: readonly ReplayOutcome[], style: Style): CommandResult {
  const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]));
  const rows = failed.map(({ kind, workflowType = '', workflowId, file, message, difference }) => [
    style('red', '✖'),
    kind,
    toOneLine(workflowType),
    toOneLine(file ?? workflowId),
    difference?.place === undefined ? toOneLine(message) : `${describePlace(difference.place)}: ${toOneLine(message)}`,
  ]);
  const summary = byType(outcomes)
    .map(([type, own]) => `${own.filter(({ ok }) => ok).length} of ${own.length} ${toOneLine(type)}`)
    .join(', ');
  const hint = failed.some(({ kind }) => kind === 'nondeterminism')
    ? ["'onceward explain <run or file>' says of one what the code does differently, and what to do."]
    : [];
  const text = [...(rows.length === 0 ? [] : [alignColumns(rows)]), ...hint, `Replayed: ${summary}.`].join('\n\n');
  return {
    ok: failed.length === 0,
    data: outcomes.map(({ cause: _cause, ...outcome }: ReplayOutcome & { cause?: unknown }) => outcome),
    text,
  };
}
