import { writeFile } from 'node:fs/promises';
import { defineCommand } from '../grammar/define-command.js';
import { toCount } from '../grammar/to-count.js';
import { UsageError } from '../grammar/usage-error.js';
import { assertFileWritable, assertFolderWritable } from '../output/assert-writable.js';
import { clientOptionsOf } from '../plugin/client-options-of.js';
import { loadPluginFile } from '../plugin/load-plugin.js';
import { toDriftResponse } from '../replay/describe-drift.js';
import { toResult } from '../replay/describe-replayed.js';
import { fetchListed } from '../replay/fetch-listed.js';
import { replayAll, type Replayed } from '../replay/replay-all.js';
import { CODE_OPTIONS, codeOf, withReplay } from '../replay/replay-code.js';
import { filesOf, sampleOf } from '../replay/replay-sources.js';
import { toJunit } from '../replay/to-junit.js';
import { withServer, type Server } from '../server/connect-to-server.js';

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
    drift: {
      type: 'string',
      value: 'response',
      summary: 'Inputs that are not as recorded: warn (default) tells of them, fail also sets the exit code, ignore does neither',
    },
    junit: { type: 'string', value: 'file', summary: 'Also write a JUnit report' },
  },
  details: [
    'No step runs and nothing is written to the server. The exit code is 1 when a history is not replayed.',
    'A result that would go to another call than it was made for is a failure, whatever --drift says.',
    'A run that is deleted meanwhile is skipped.',
    'What a replay reads stays in what --out keeps, --redact or not: the input of the run, results of steps, signals.',
    'With encryption all of it is kept as it is in the history, encrypted.',
  ].join('\n'),
  async run({ options, style }) {
    const { files, query, sample, out, redact, junit } = options;
    if (files !== undefined && (query !== undefined || sample !== undefined || out !== undefined))
      throw new UsageError('onceward replay takes --files, or --query with --sample and --out.');
    if (redact && out === undefined) throw new UsageError('--redact needs --out.');
    const response = toDriftResponse(options.drift);
    const size = sample === undefined ? undefined : toCount('sample', sample);
    const code = codeOf('replay', options);
    const plugin = await loadPluginFile(options.plugin);
    const from = files === undefined ? undefined : await filesOf(files);
    if (junit !== undefined) await assertFileWritable(junit);
    if (out !== undefined) await assertFolderWritable(out);
    const kept = out === undefined ? undefined : { folder: out, redact };
    const sampled = (server: Server): Promise<Replayed> =>
      sampleOf(server, query ?? '', size).then((runs) =>
        withReplay(code, plugin, (replayOptions) => replayAll(runs, fetchListed(server, kept), replayOptions)),
      );
    const replayed = await (from === undefined
      ? withServer(sampled, clientOptionsOf(plugin))
      : withReplay(code, plugin, (replayOptions) => replayAll(from, async (source) => ({ source }), replayOptions)));
    if (junit !== undefined) await writeFile(junit, toJunit(replayed, response));
    return toResult(replayed, response, style);
  },
});
