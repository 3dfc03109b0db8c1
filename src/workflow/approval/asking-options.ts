import type { Json } from '../../shared/contract/json.js';
import type { ApprovalOptions, ASKING_OPTION_NAMES } from './approval-options.js';

type Shared = Pick<ApprovalOptions<Json>, Exclude<(typeof ASKING_OPTION_NAMES)[number], 'title' | 'onExpire'>>;

/** What holds for each question of an agent or a graph; beside the title, what `requestApproval` takes. */
export interface AskingOptions extends Shared {
  /**
   * What is asked, in a line, of what it is about: a tool's call, or the value that the loop stopped with.
   *
   * @default the tool and what is said of it, or a text that the loop stopped with
   */
  readonly title?: (asked: unknown) => string;
  /** What happens when nobody answered. @default 'fail' */
  readonly onExpire?: 'approve' | 'reject' | 'fail';
}
