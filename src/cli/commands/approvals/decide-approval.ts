import { randomUUID } from 'node:crypto';
import { APPROVAL_DECIDE, type ApprovalAction, type ApprovalDecision, type Json } from 'onceward';
import { CommandFailed } from '../../grammar/command-failed.js';
import type { ArgumentDefinitions, CommandResult, OptionDefinitions } from '../../grammar/define-command.js';
import { UsageError } from '../../grammar/usage-error.js';
import { toOneLine } from '../../output/one-line.js';
import { withServer } from '../../server/connect-to-server.js';
import { openRun } from '../../server/open-run.js';

const ANSWER_TIMEOUT_MS = 10_000;

/** What every command that answers an approval takes. */
export const DECISION_ARGUMENTS = {
  workflowId: { summary: 'The run that asks' },
  id: { summary: 'What it asks: the id that `onceward approvals list` shows' },
} as const satisfies ArgumentDefinitions;

export const DECISION_OPTIONS = {
  reason: { type: 'string', value: 'text', summary: 'Why, for the record' },
  by: { type: 'string', value: 'name', summary: 'Who decides, for the record' },
} as const satisfies OptionDefinitions;

export interface Answer {
  readonly workflowId: string;
  readonly id: string;
  readonly action: ApprovalAction;
  readonly value?: Json;
  readonly reason: string | undefined;
  readonly by: string | undefined;
}

/**
 * Sends an answer to a run.
 *
 * @throws CommandFailed when the run refuses it, is closed, or no worker takes it
 */
export async function decideApproval({ workflowId, ...answer }: Answer): Promise<CommandResult> {
  const decision = await withServer(async (server) => {
    const { handle, taskQueue } = await openRun(server, workflowId);
    const send = (): Promise<ApprovalDecision> =>
      handle.executeUpdate<ApprovalDecision, [Omit<Answer, 'workflowId'>]>(APPROVAL_DECIDE, { args: [answer], updateId: randomUUID() });
    return server.client.withDeadline(Date.now() + ANSWER_TIMEOUT_MS, send).catch((error: unknown) => {
      throw new CommandFailed(refusalOf(error, { workflowId, id: answer.id, taskQueue }));
    });
  });
  const by = decision.by === undefined ? '' : ` by ${toOneLine(decision.by)}`;
  return { ok: true, data: decision, text: `${toOneLine(decision.id)}: ${decision.action}${by} at ${decision.at}` };
}

/** The value of `--value`. */
export function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--value is no JSON: ${toOneLine(text, 60)}. Put a text in double quotes: --value '"text"'.`);
  }
}

function refusalOf(error: unknown, { workflowId, id, taskQueue }: { workflowId: string; id: string; taskQueue: string }): string {
  const { name, message, cause } = error instanceof Error ? error : new Error(String(error));
  if (name === 'WorkflowUpdateFailedError' && cause instanceof Error) {
    // A run that has not asked anything yet does not know the update.
    const knowsNoApprovals = cause.message.startsWith('No registered handler');
    return knowsNoApprovals ? `The run '${workflowId}' waits for nothing named '${id}'.` : toOneLine(cause.message.split('\n')[0] ?? '');
  }
  if (name === 'WorkflowUpdateRPCTimeoutOrCancelledError') {
    const seconds = ANSWER_TIMEOUT_MS / 1_000;
    return `No worker on '${taskQueue}' took the answer within ${seconds} s. Start one, and see with 'onceward approvals list' whether it still waits.`;
  }
  return `The answer could not be sent: ${toOneLine(message)}`;
}
