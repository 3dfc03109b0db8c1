import type { ApprovalAction, ApprovalAnswer, Json } from 'onceward';
import { approvalsClient } from 'onceward/client';
import type { ArgumentDefinitions, CommandResult, OptionDefinitions } from '../../grammar/define-command.js';
import { UsageError } from '../../grammar/usage-error.js';
import { toOneLine } from '../../output/one-line.js';
import { clientOptionsOf } from '../../plugin/client-options-of.js';
import { findPlugin, PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer } from '../../server/connect-to-server.js';
import { failWith } from './fail-with.js';

/** What every command that answers an approval takes. */
export const DECISION_ARGUMENTS = {
  workflowId: { summary: 'The run that asks' },
  id: { summary: 'What it asks: the id that `onceward approvals list` shows' },
} as const satisfies ArgumentDefinitions;

export const DECISION_OPTIONS = {
  ...PLUGIN_OPTION,
  reason: { type: 'string', value: 'text', summary: 'Why, for the record' },
  by: { type: 'string', value: 'name', summary: 'Who decides, for the record and for requests that name who may' },
  role: { type: 'string', value: 'names', summary: 'The roles of who decides, with commas between them' },
} as const satisfies OptionDefinitions;

/** What the commands that approve take beside. */
export const ITEMS_OPTION = {
  items: { type: 'string', value: 'json', summary: `What else becomes of some items: '{"<item>":{"action":"reject"}}'` },
} as const satisfies OptionDefinitions;

export interface Answer {
  readonly workflowId: string;
  readonly id: string;
  readonly action: ApprovalAction;
  readonly value?: Json;
  readonly items?: string | undefined;
  readonly reason: string | undefined;
  readonly by: string | undefined;
  readonly role: string | undefined;
  /** The file of the worker's plugin. */
  readonly plugin: string | undefined;
}

/**
 * Sends an answer to a run.
 *
 * @throws CommandFailed when the run refuses it, is closed, or no worker takes it; when what it says cannot be read here
 */
export async function decideApproval({ workflowId, plugin: file, ...given }: Answer): Promise<CommandResult> {
  const answer = toAnswer(given);
  const plugin = await findPlugin(file);
  const decision = await withServer(
    ({ client }) => approvalsClient(client).decide(workflowId, answer).catch(failWith),
    plugin && clientOptionsOf(plugin),
  );
  const by = decision.by === undefined ? '' : ` by ${toOneLine(decision.by)}`;
  const awaiting = decision.awaiting === undefined ? '' : `; ${decision.awaiting} more have to approve`;
  return { ok: true, data: decision, text: `${toOneLine(decision.id)}: ${decision.action}${by} at ${decision.at}${awaiting}` };
}

/** The value of `--value`. */
export function parseValue(text: string): Json {
  return parseJson('value', text, `Put a text in double quotes: --value '"text"'.`);
}

function toAnswer({ role, items, ...answer }: Omit<Answer, 'workflowId' | 'plugin'>): ApprovalAnswer {
  const { id, action, value, by, reason } = answer;
  const roles = role?.split(',').map((name) => name.trim());
  return {
    id,
    action,
    ...(value !== undefined && { value }),
    ...(by !== undefined && { by }),
    ...(roles !== undefined && { roles }),
    ...(reason !== undefined && { reason }),
    ...(items !== undefined && {
      items: parseJson('items', items, `Write '{"<item>":{"action":"reject"}}'.`) as ApprovalAnswer['items'] & object,
    }),
  };
}

function parseJson(option: string, text: string, hint: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new UsageError(`--${option} is no JSON: ${toOneLine(text, 60)}. ${hint}`);
  }
}
