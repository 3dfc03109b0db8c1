import type { ApprovalRequest } from 'onceward';
import { defineCommand } from '../../grammar/define-command.js';
import { toCount } from '../../grammar/to-count.js';
import { alignColumns } from '../../output/align-columns.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { clientOptionsOf } from '../../plugin/client-options-of.js';
import { findPlugin, PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer, type Server } from '../../server/connect-to-server.js';
import { listRuns } from '../../server/list-runs.js';
import { openRun } from '../../server/open-run.js';
import { UNREADABLE_FIX } from '../../server/unreadable.js';
import { pendingApprovals, type PendingApprovals } from './pending-approvals.js';

const QUERIES_AT_ONCE = 10;
const DEFAULT_LIMIT = 100;
const LONGEST_VALUE = 60;

interface PendingApproval extends ApprovalRequest {
  readonly workflowId: string;
}

interface Listing {
  readonly approvals: readonly PendingApproval[];
  /** Runs that did not say whether something waits: no worker took the question. */
  readonly silent: readonly string[];
  /** Runs that said it, with the reason why it cannot be read here. */
  readonly unreadable: readonly { readonly workflowId: string; readonly reason: string }[];
  /** True when there are more open runs than were asked. */
  readonly limited: boolean;
}

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
    const listing = await withServer((server) => listApprovals(server, options['workflow-id'], limit), plugin && clientOptionsOf(plugin));
    return {
      ok: listing.unreadable.length === 0 && (options['workflow-id'] === undefined || listing.silent.length === 0),
      data: listing,
      text: describe(listing, limit, style),
    };
  },
});

async function listApprovals(server: Server, workflowId: string | undefined, limit: number): Promise<Listing> {
  const open = workflowId === undefined ? await openWorkflowIds(server, limit + 1) : [workflowId];
  if (workflowId !== undefined) await openRun(server, workflowId);
  const asked = open.slice(0, limit);
  const answers: (readonly [workflowId: string, answer: PendingApprovals])[] = [];
  for (let first = 0; first < asked.length; first += QUERIES_AT_ONCE) {
    const some = asked.slice(first, first + QUERIES_AT_ONCE);
    answers.push(...(await Promise.all(some.map(async (id) => [id, await pendingApprovals(server, id)] as const))));
  }
  const listing = {
    approvals: [] as PendingApproval[],
    silent: [] as string[],
    unreadable: [] as { workflowId: string; reason: string }[],
  };
  for (const [id, answer] of answers) {
    if (answer.kind === 'asks') listing.approvals.push(...answer.approvals.map((request) => ({ workflowId: id, ...request })));
    if (answer.kind === 'silent') listing.silent.push(id);
    if (answer.kind === 'unreadable') listing.unreadable.push({ workflowId: id, reason: answer.reason });
  }
  return { ...listing, limited: open.length > limit };
}

async function openWorkflowIds(server: Server, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of listRuns(server, { query: "ExecutionStatus = 'Running'", limit })) ids.push(workflowId);
  return ids;
}

function describe({ approvals, silent, unreadable, limited }: Listing, limit: number, style: Style): string {
  const header = ['RUN', 'ID', 'ASKS', 'TAKES', 'WHO', 'EXPIRES', 'PROPOSED'].map((title) => style('bold', title));
  const rows = approvals.map(({ workflowId, ...request }) => [
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
