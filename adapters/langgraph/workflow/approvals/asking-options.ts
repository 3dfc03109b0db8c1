import type { Json } from '../../../../src/shared/contract/json.js';
import type { ApprovalOptions } from '../../../../src/workflow/approval/approval-options.js';

type Shared = Pick<ApprovalOptions<Json>, 'approvers' | 'notRequester' | 'quorum' | 'notify' | 'remind' | 'escalate' | 'expires'>;

/** What holds for each question of a graph; beside the title, what `requestApproval` takes. */
export interface AskingOptions extends Shared {
  /**
   * What is asked, in a line, of the value that the graph was interrupted with, or of a tool's call.
   *
   * @default the tool and what its middleware describes, or a text that the graph was interrupted with
   */
  readonly title?: (asked: unknown) => string;
  /** What happens when nobody answered. @default 'fail' */
  readonly onExpire?: 'approve' | 'reject' | 'fail';
}

export const ASKING_OPTION_NAMES: readonly (keyof AskingOptions)[] = [
  'title',
  'approvers',
  'notRequester',
  'quorum',
  'notify',
  'remind',
  'escalate',
  'expires',
  'onExpire',
];
