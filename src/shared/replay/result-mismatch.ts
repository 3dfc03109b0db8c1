/** A call that got a recorded result which was made from another input than it sends. */
export interface ResultMismatch {
  readonly activityType: string;
  readonly key: string;
  /** The call whose input it was made from, when the code makes that call, too. */
  readonly otherCall?: string;
  /** How a model was asked otherwise, in words. */
  readonly changed?: string;
  /** Set when such a result of this step fails the workflow task. */
  readonly fails?: true;
}
