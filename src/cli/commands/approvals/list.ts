import { APPROVAL_PENDING, type ApprovalRequest } from 'onceward';
import { defineCommand } from '../../grammar/define-command.js';
import { toCount } from '../../grammar/to-count.js';
import { alignColumns } from '../../output/align-columns.js';
import { toOneLine } from '../../output/one-line.js';
import type { Style } from '../../output/style.js';
import { withServer, type Server } from '../../server/connect-to-server.js';
import { openRun } from '../../server/open-run.js';

const QUERY_TIMEOUT_MS = 5_000;
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
  /** True when there are more open runs than were asked. */
  readonly limited: boolean;
}

export const list = defineCommand({
  path: ['approvals', 'list'],
  summary: 'Lists what waits for a person',
  options: {
    'workflow-id': { type: 'string', value: 'id', summary: 'Only of this run; without it, all open runs are asked' },
    limit: { type: 'string', value: 'count', summary: `How many open runs are asked at most (default ${DEFAULT_LIMIT})` },
  },
  details: 'The runs are asked through their workers, so a worker has to be running.',
  async run({ options, style }) {
    const limit = options.limit === undefined ? DEFAULT_LIMIT : toCount('limit', options.limit);
    const listing = await withServer((server) => listApprovals(server, options['workflow-id'], limit));
    return {
      ok: options['workflow-id'] === undefined || listing.silent.length === 0,
      data: listing,
      text: describe(listing, limit, style),
    };
  },
});

async function listApprovals(server: Server, workflowId: string | undefined, limit: number): Promise<Listing> {
  const open = workflowId === undefined ? await openWorkflowIds(server, limit + 1) : [workflowId];
  if (workflowId !== undefined) await openRun(server, workflowId);
  const asked = open.slice(0, limit);
  const answers: Awaited<ReturnType<typeof pendingOf>>[] = [];
  for (let first = 0; first < asked.length; first += QUERIES_AT_ONCE) {
    answers.push(...(await Promise.all(asked.slice(first, first + QUERIES_AT_ONCE).map((id) => pendingOf(server, id)))));
  }
  return {
    approvals: answers.flatMap(({ approvals = [] }) => approvals),
    silent: answers.filter(({ approvals }) => approvals === undefined).map((answer) => answer.workflowId),
    limited: open.length > limit,
  };
}

async function openWorkflowIds({ client }: Server, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: "ExecutionStatus = 'Running'", pageSize: limit })) {
    if (ids.push(workflowId) === limit) break;
  }
  return ids;
}

async function pendingOf(
  { client }: Server,
  workflowId: string,
): Promise<{ readonly workflowId: string; readonly approvals: PendingApproval[] | undefined }> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    const requests = await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query<ApprovalRequest[]>(APPROVAL_PENDING));
    return { workflowId, approvals: requests.map((request) => ({ workflowId, ...request })) };
  } catch (error) {
    // A run that never asked a person anything does not know the query.
    const knowsNoApprovals = error instanceof Error && error.name === 'QueryNotRegisteredError';
    return { workflowId, approvals: knowsNoApprovals ? [] : undefined };
  }
}

function describe({ approvals, silent, limited }: Listing, limit: number, style: Style): string {
  const header = ['RUN', 'ID', 'ASKS', 'TAKES', 'EXPIRES', 'PROPOSED'].map((title) => style('bold', title));
  const rows = approvals.map(({ workflowId, id, title, actions, expiresAt, proposed }) => [
    toOneLine(workflowId),
    toOneLine(id),
    toOneLine(title, LONGEST_VALUE),
    actions.join(','),
    expiresAt ?? 'never',
    proposed === undefined ? '' : toOneLine(JSON.stringify(proposed), LONGEST_VALUE),
  ]);
  const notes = [
    ...(silent.length === 0 ? [] : [`No worker answered for ${silent.map((id) => toOneLine(id)).join(', ')}.`]),
    ...(limited ? [`Only ${limit} open runs were asked; there are more (--limit).`] : []),
  ];
  return [approvals.length === 0 ? 'Nothing waits for a person.' : alignColumns([header, ...rows]), ...notes].join('\n');
}
