import { pluginOption } from '../../plugin/plugin-option.js';
import type { RegisteredChange } from 'onceward/worker';
import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { didYouMean } from '../../grammar/did-you-mean.js';
import { readLock, requireLock } from '../../lock/lock-file.js';
import { alignColumns } from '../../output/align-columns.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { withServer, type Server } from '../../server/connect-to-server.js';
import { loadChanges } from '../../versions/load-changes.js';
import { nextStep, type NextStep } from '../../versions/next-step.js';
import { readStanding, type Standing } from '../../versions/read-standing.js';

interface ChangeReport extends RegisteredChange, Standing, NextStep {}

export const status = defineCommand({
  path: ['versions', 'status'],
  summary: 'Says which runs hold each change of the workflow code back, and whether its next step is safe',
  options: {
    plugin: pluginOption(', with its `changes`'),
    change: { type: 'string', value: 'id', summary: 'Only this change; exit 1 unless its next step is safe' },
    'task-queue': { type: 'string', value: 'queue', summary: 'Count only runs of this task queue' },
    deployed: {
      type: 'string',
      value: 'file',
      summary: 'The lock file of what is deployed now, where the one here is ahead of it, as `git show main:onceward.lock.json` gives it',
    },
  },
  details: [
    'Exits 1 when a change has gone on too early, so that the code breaks open runs: run it before a deploy.',
    'Counted by the search attribute TemporalChangeVersion, which follows a run by seconds. Nothing is changed.',
    'Closed runs matter for who resets or queries them: a deprecated change cannot replay those of the old path, a removed one of scope',
    'step not those that recorded it while it was active.',
  ].join('\n'),
  async run({ options, style }) {
    const changes = chosen(await loadChanges(options.plugin), options.change);
    const deployed = options.deployed === undefined ? readLock() : requireLock(options.deployed);
    const reports = await withServer((server) =>
      Promise.all(
        changes.map((change) =>
          report(server, change, { taskQueue: options['task-queue'], deployed: deployed?.changes.find(({ id }) => id === change.id) }),
        ),
      ),
    );
    const isReady = options.change === undefined || reports.every(({ isSafe }) => isSafe);
    return { ok: isReady && reports.every(({ breaks }) => breaks === 0), data: reports, text: describe(reports, style) };
  },
});

function chosen(changes: readonly RegisteredChange[], id: string | undefined): readonly RegisteredChange[] {
  if (id === undefined) return changes;
  const change = changes.find((one) => one.id === id);
  if (change !== undefined) return [change];
  const known = changes.map((one) => one.id);
  throw new CommandFailed(`There is no change '${toOneLine(id)}'.${didYouMean(id, known) || ` There is ${known.join(', ')}.`}`);
}

interface Circumstances {
  readonly taskQueue: string | undefined;
  readonly deployed: { readonly state: RegisteredChange['state'] } | undefined;
}

async function report(server: Server, change: RegisteredChange, { taskQueue, deployed }: Circumstances): Promise<ChangeReport> {
  const standing = await readStanding(server, change, taskQueue);
  return { ...change, ...standing, ...nextStep(change, standing, deployed?.state) };
}

function describe(reports: readonly ChangeReport[], style: Style): string {
  const titles = ['CHANGE', 'SCOPE', 'STATE', 'SINCE', 'OPEN WITHOUT', 'OPEN WITH', 'CLOSED WITHOUT', 'CLOSED WITH', 'NEXT', ''];
  const rows = reports.map(({ id, scope, state, since, openWithout, openWith, closedWithout, closedWith, next, isSafe, breaks, says }) => [
    id,
    scope,
    state,
    since,
    ...[openWithout, openWith, closedWithout, closedWith].map(String),
    breaks > 0 ? style('red', '✖') : `${isSafe ? style('green', '✔') : '…'} ${next}`,
    says,
  ]);
  const lines = alignColumns([titles.map((title) => style('bold', title)), ...rows]).split('\n');
  return [lines[0] ?? '', ...reports.flatMap((one, row) => [lines[row + 1] ?? '', ...oldestOf(one)])].join('\n');
}

function oldestOf({ oldest, isSafe }: ChangeReport): readonly string[] {
  return isSafe
    ? []
    : oldest.map(({ workflowId, workflowType, startedAt }) => `   ${startedAt} ${toOneLine(workflowType)} ${toOneLine(workflowId)}`);
}
