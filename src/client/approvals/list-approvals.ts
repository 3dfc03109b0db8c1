import type { Client } from '@temporalio/client';
import { APPROVAL_PENDING, type ApprovalRequest } from '../../shared/contract/approval.js';
import { ApprovalRefused } from '../../shared/errors/approval-refused.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { whyNotThem } from '../../shared/approval/may-answer.js';
import type { PendingApproval } from './approvals-client.js';
import { askRun, type Said } from '../runs/ask-run.js';
import { runOf } from '../runs/run-of.js';
import { askingRun } from './asking-run.js';
import { openRuns, type OpenRun } from './open-runs.js';

export interface ListOptions {
  /** Only of this run. @default the open runs: first those that visibility knows to wait, then the newest */
  readonly workflowId?: string;
  /** How many open runs are asked at most. @default 100 */
  readonly limit?: number;
  /** Only what these people may answer. */
  readonly answerableBy?: { readonly by: string; readonly roles?: readonly string[] };
}

export interface ApprovalListing {
  readonly approvals: readonly PendingApproval[];
  /** Runs that did not say whether something waits: no worker took the question. */
  readonly silent: readonly string[];
  /** Runs that said it, with the reason why it cannot be read here. */
  readonly unreadable: readonly { readonly workflowId: string; readonly reason: string }[];
  /** True when there are more open runs than were asked, and of which visibility does not say that nothing waits. */
  readonly limited: boolean;
}

interface RunAnswer {
  readonly workflowId: string;
  readonly said: Said<readonly ApprovalRequest[]>;
  readonly approvals: readonly PendingApproval[];
}

const ASKED_AT_ONCE = 10;
const DEFAULT_LIMIT = 100;

/** @throws ApprovalRefused of kind 'unknown' or 'closed' for a `workflowId` that has no open run */
export async function listApprovals(client: Client, timeoutMs: number, options: ListOptions = {}): Promise<ApprovalListing> {
  checkOptions('approvals.list()', options, ['workflowId', 'limit', 'answerableBy']);
  const { workflowId, limit = DEFAULT_LIMIT, answerableBy } = options;
  const open = workflowId === undefined ? await openRuns(client, limit + 1) : [await openRun(client, workflowId)];
  const asked = open.slice(0, limit);
  const isTheirs = (request: ApprovalRequest): boolean => answerableBy === undefined || whyNotThem(request, answerableBy) === undefined;
  const answers: RunAnswer[] = [];
  for (let first = 0; first < asked.length; first += ASKED_AT_ONCE) {
    const some = asked.slice(first, first + ASKED_AT_ONCE);
    answers.push(...(await Promise.all(some.map((run) => askForApprovals(client, run, { timeoutMs, isTheirs })))));
  }
  return {
    approvals: answers.flatMap(({ approvals }) => approvals),
    silent: answers.flatMap(({ workflowId: id, said }) => (said.kind === 'silent' ? [id] : [])),
    unreadable: answers.flatMap(({ workflowId: id, said }) =>
      said.kind === 'unreadable' ? [{ workflowId: id, reason: said.reason }] : [],
    ),
    limited: open.length > limit,
  };
}

interface Asking {
  readonly timeoutMs: number;
  readonly isTheirs: (request: ApprovalRequest) => boolean;
}

async function askForApprovals(client: Client, run: OpenRun, { timeoutMs, isTheirs }: Asking): Promise<RunAnswer> {
  const { workflowId } = run;
  const said = await askRun<readonly ApprovalRequest[]>(client, { workflowId, query: APPROVAL_PENDING, args: [], timeoutMs });
  const requests = said.kind === 'said' ? said.answer.filter(isTheirs) : [];
  return { workflowId, said, approvals: await withRun(client, run, requests) };
}

async function withRun(client: Client, run: OpenRun, requests: readonly ApprovalRequest[]): Promise<readonly PendingApproval[]> {
  if (requests.length === 0) return [];
  const { workflowId } = run;
  const firstRunId = run.firstRunId ?? (await runOf(client, { workflowId }))?.firstRunId;
  // A run that is gone by now waits for nobody.
  return firstRunId === undefined ? [] : requests.map((request) => ({ workflowId, firstRunId, ...request }));
}

async function openRun(client: Client, workflowId: string): Promise<OpenRun> {
  const run = await askingRun(client, { workflowId, id: workflowId });
  if (run.closed === undefined) return run;
  throw new ApprovalRefused({ id: workflowId, kind: 'closed', reason: `the run '${workflowId}' is over (${run.closed})` });
}
