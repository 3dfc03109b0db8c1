/** What was being called when the error came, and the clock to read dates against. */
export interface FailureContext {
  /** `embedding`, `image`, … count as `model`; a plain function counts as `tool`. */
  readonly kind: 'model' | 'tool' | 'retrieval';
  /**
   * The time to read a wait against that is stated as a date: a `Date` or epoch milliseconds.
   * @default the time in the response's own `Date` header; without one, such a wait is ignored
   */
  readonly now?: Date | number;
  /** The longest wait that is still a retry, in milliseconds; a longer one is reported as not retryable. @default no limit */
  readonly retryAfterCapMs?: number;
  /**
   * Whether the caller itself asked for the end. `false` makes an abort that nobody asked for what it is: the timeout of a client that
   * tells it as an abort. @default unknown: an abort counts as asked for
   */
  readonly stopRequested?: boolean;
}
