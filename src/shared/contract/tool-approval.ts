import type { Duration } from '../options/duration.js';
import type { ApprovalAction } from './approval.js';

/** How a person is asked whether a tool may be called. Plain values: code that decides them runs in an activity, which gives them as its result. */
export type ToolApproval = {
  /** What is asked, in a line. @default 'Call <tool>?' */
  readonly title?: string;
  /** Who may answer: names, and roles as `role:<name>`. @default whoever can reach the run */
  readonly approvers?: string[];
  /** Who asked for it, and so may not answer. */
  readonly notRequester?: string;
  /** How many different people have to approve. @default 1 */
  readonly quorum?: number;
  /** @default all four: `edit` calls the tool with another input, and the model is told what `reject` and `respond` say */
  readonly actions?: ApprovalAction[];
  /** How long the call waits. @default for ever */
  readonly expires?: Duration;
  /** What happens when nobody answered: the model is told so (`reject`), the tool is called, or the run fails. @default 'reject' */
  readonly onExpire?: 'approve' | 'reject' | 'fail';
};

export const TOOL_APPROVAL_NAMES: readonly (keyof ToolApproval)[] = [
  'title',
  'approvers',
  'notRequester',
  'quorum',
  'actions',
  'expires',
  'onExpire',
];
