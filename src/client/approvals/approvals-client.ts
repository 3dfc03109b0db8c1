import type { Client, WorkflowClient } from '@temporalio/client';
import {
  APPROVAL_DECIDE,
  APPROVAL_LOOK_UP,
  type ApprovalAnswer,
  type ApprovalDecision,
  type ApprovalRequest,
  type ApprovalState,
} from '../../shared/contract/approval.js';
import { ApprovalRefused } from '../../shared/errors/approval-refused.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { durationMs, type Duration } from '../../shared/options/duration.js';
import { askRun } from '../runs/ask-run.js';
import type { Run } from '../runs/run-of.js';
import { askingRun } from './asking-run.js';
import { listApprovals, type ApprovalListing, type ListOptions } from './list-approvals.js';
import { refusalIn } from './refusal-in.js';

export interface ApprovalsClientOptions {
  /** How long a worker may take to answer. @default '10s' */
  readonly timeout?: Duration;
}

/** A request and the run that asks. */
export interface PendingApproval extends ApprovalRequest {
  readonly workflowId: string;
  /** The first run of the chain, for a token. */
  readonly firstRunId: string;
}

export interface ChainOptions {
  /** The chain that the run has to belong to. @default whichever runs now */
  readonly firstRunId?: string;
}

/** What `approvalsClient` gives. */
export interface ApprovalsClient {
  /** What waits for people: of one run, or of the newest open runs. Each run is asked through a worker. */
  list(options?: ListOptions): Promise<ApprovalListing>;
  /** @throws ApprovalRefused, TokenRefused when it does not wait: its `kind` and `reason` say what became of it */
  get(workflowId: string, id: string, options?: ChainOptions): Promise<PendingApproval>;
  /** @throws ApprovalRefused, TokenRefused */
  decide(workflowId: string, answer: ApprovalAnswer, options?: ChainOptions): Promise<ApprovalDecision>;
}

const DEFAULT_TIMEOUT = '10s';
const OPTION_NAMES = ['timeout'] as const satisfies readonly (keyof ApprovalsClientOptions)[];

/**
 * Lists and answers what runs ask of people, through a Temporal client with `oncewardClient` among its plugins. Whatever is not taken comes back as
 * `ApprovalRefused`, in plain words and within `timeout`: somebody was faster, it expired, the run is over, no worker is there.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * const approvals = approvalsClient(client);
 * for (const { workflowId, id, title } of (await approvals.list()).approvals) console.log(workflowId, id, title);
 * await approvals.decide('invoice-7', { id: 'pay', action: 'approve', by: 'ada' });
 * ```
 */
export function approvalsClient(client: Client, options: ApprovalsClientOptions = {}): ApprovalsClient {
  checkOptions('approvalsClient()', options, OPTION_NAMES);
  const timeoutMs = durationMs(options.timeout ?? DEFAULT_TIMEOUT, 'approvalsClient()', 'timeout');
  return {
    list: (which) => listApprovals(client, timeoutMs, which),
    async get(workflowId, id, { firstRunId } = {}) {
      const run = await askingRun(client, { workflowId, id, firstRunId });
      return { ...(await waiting(client, run, { id, timeoutMs })), workflowId, firstRunId: run.firstRunId };
    },
    async decide(workflowId, answer, { firstRunId } = {}) {
      const { id } = answer;
      const run = await askingRun(client, { workflowId, id, firstRunId });
      // Asked first: an answer for a request that nobody knows would stand in history before it is refused, and where the run's own words
      // cannot be read here, what is sent would stand there unencrypted.
      await waiting(client, run, { id, timeoutMs });
      try {
        return await send(client, run, { answer, timeoutMs });
      } catch (error) {
        if (!ApprovalRefused.isInstance(error) || error.kind !== 'closed') throw error;
        // Somebody decided in this moment, and the run ended of it: it can still tell who.
        await waiting(client, await askingRun(client, { workflowId, id, firstRunId: run.firstRunId }), { id, timeoutMs });
        throw error;
      }
    },
  };
}

interface Waiting {
  readonly id: string;
  readonly timeoutMs: number;
}

/** The request as it waits. @throws ApprovalRefused */
async function waiting(client: Client, run: Run, { id, timeoutMs }: Waiting): Promise<ApprovalRequest> {
  const { workflowId, taskQueue, closed } = run;
  const said = await askRun<ApprovalState>(client, { workflowId, query: APPROVAL_LOOK_UP, args: [id], timeoutMs });
  const refused = (kind: ApprovalRefused['kind'], reason: string): ApprovalRefused => new ApprovalRefused({ id, kind, reason });
  if (said.kind === 'said' && said.answer.refusal !== undefined) throw new ApprovalRefused({ id, ...said.answer.refusal });
  if (closed !== undefined) throw refused('closed', `it is already closed: the run '${workflowId}' is over (${closed})`);
  if (said.kind === 'unreadable') throw refused('unreadable', `what the run '${workflowId}' says cannot be read here: ${said.reason}`);
  if (said.kind === 'silent') throw refused('no-worker', `no worker on '${taskQueue}' answered, so nothing was sent`);
  if (said.kind === 'never asked' || said.answer.request === undefined) throw refused('unknown', NOTHING_WAITS);
  return said.answer.request;
}

const NOTHING_WAITS = 'nothing of that id is waiting';

interface Sent {
  readonly answer: ApprovalAnswer;
  readonly timeoutMs: number;
}

async function send(client: Client, run: Run, { answer, timeoutMs }: Sent): Promise<ApprovalDecision> {
  const { workflowId, firstRunId } = run;
  // The server holds the update to the chain, whatever started under the id meanwhile.
  const handle: ReturnType<WorkflowClient['getHandle']> = client.workflow.getHandle(workflowId, undefined, {
    firstExecutionRunId: firstRunId,
  });
  const update = (): Promise<ApprovalDecision> =>
    handle.executeUpdate<ApprovalDecision, [ApprovalAnswer]>(APPROVAL_DECIDE, { args: [answer] });
  return client.withDeadline(Date.now() + timeoutMs, update).catch((error: unknown) => {
    throw refusalIn(error, { id: answer.id, run, timeoutMs }) ?? error;
  });
}
