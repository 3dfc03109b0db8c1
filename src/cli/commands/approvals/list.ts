import { ApprovalRefused, type ApprovalRequest } from 'onceward';
import { approvalsClient, type ApprovalListing } from 'onceward/client';
import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { toCount } from '../../grammar/to-count.js';
import { alignColumns } from '../../output/align-columns.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { clientOptionsOf } from '../../plugin/client-options-of.js';
import { findPlugin, PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer } from '../../server/connect-to-server.js';
import { UNREADABLE_FIX } from '../../server/unreadable.js';
import { toSentence } from './fail-with.js';

const DEFAULT_LIMIT = 100;
const LONGEST_VALUE = 60;

export const list = defineCommand({
  path: ['approvals', 'list'],
  summary: 'Lists what waits for a person',
  options: {
    ...PLUGIN_OPTION,
    'workflow-id': { type: 'string', value: 'id', summary: 'Only of this run; without it, all open runs are asked' },
    limit: { type: 'string', value: 'count', summary: `How many open runs are asked at most (default ${DEFAULT_LIMIT})` },
  },
  details: 'The runs are asked through their workers, so a worker has to be running.',
  async run({ options, style }) {
    const limit = options.limit === undefined ? DEFAULT_LIMIT : toCount('limit', options.limit);
    const plugin = await findPlugin(options.plugin);
    const workflowId = options['workflow-id'];
    const listing = await withServer(
      ({ client }) =>
        approvalsClient(client)
          .list({ limit, ...(workflowId !== undefined && { workflowId }) })
          .catch(failList),
      plugin && clientOptionsOf(plugin),
    );
    return {
      ok: listing.unreadable.length === 0 && (workflowId === undefined || listing.silent.length === 0),
      data: listing,
      text: describe(listing, limit, style),
    };
  },
});

/** A run that is asked for by its id and cannot be is no listing. */
function failList(error: unknown): never {
  if (!ApprovalRefused.isInstance(error)) throw error;
  throw new CommandFailed(toSentence(error.reason));
}

function describe({ approvals, silent, unreadable, limited }: ApprovalListing, limit: number, style: Style): string {
  const header = ['RUN', 'ID', 'ASKS', 'TAKES', 'WHO', 'EXPIRES', 'PROPOSED'].map((title) => style('bold', title));
  const rows = approvals.map(({ workflowId, firstRunId: _firstRunId, ...request }) => [
    toOneLine(workflowId),
    toOneLine(request.id),
    toOneLine(request.title, LONGEST_VALUE),
    request.actions.join(','),
    toOneLine(whoMay(request), LONGEST_VALUE),
    request.expiresAt ?? 'never',
    toOneLine(proposedIn(request), LONGEST_VALUE),
  ]);
  const notes = [
    ...(silent.length === 0 ? [] : [`No worker answered for ${silent.map((id) => toOneLine(id)).join(', ')}.`]),
    ...unreadable.map(({ workflowId, reason }) => `What ${toOneLine(workflowId)} asks cannot be read here: ${reason}.`),
    ...(unreadable.length === 0 ? [] : [UNREADABLE_FIX]),
    ...(limited ? [`Only ${limit} open runs were asked; there are more (--limit).`] : []),
  ];
  const nothing = unreadable.length === 0 ? ['Nothing waits for a person.'] : [];
  return [...(approvals.length === 0 ? nothing : [alignColumns([header, ...rows])]), ...notes].join('\n');
}

function whoMay({ approvers, requester, quorum, approvedBy = [] }: ApprovalRequest): string {
  const who = approvers?.join(',') ?? (requester === undefined ? 'anyone' : `anyone but ${requester}`);
  return quorum === 1 ? who : `${who} (${approvedBy.length} of ${quorum})`;
}

function proposedIn({ proposed, items }: ApprovalRequest): string {
  if (items !== undefined) return JSON.stringify(Object.fromEntries(items.map((item) => [item.id, item.proposed])));
  return proposed === undefined ? '' : JSON.stringify(proposed);
}
