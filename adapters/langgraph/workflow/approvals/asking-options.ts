import type { Duration } from '../../../../src/shared/options/duration.js';

/** What holds for each question of a graph. */
export interface AskingOptions {
  /**
   * What is asked, in a line, of the value that the graph was interrupted with, or of a tool's call.
   *
   * @default the tool and what its middleware describes, or a text that the graph was interrupted with
   */
  readonly title?: (asked: unknown) => string;
  /** How long the run waits, such as '3d'. @default for ever */
  readonly expires?: Duration;
  /** What happens when nobody answered. @default 'fail' */
  readonly onExpire?: 'approve' | 'reject' | 'fail';
}
