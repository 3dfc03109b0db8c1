/** What was being called when the error came, and the clock to read dates against. */
export interface FailureContext {
  /** `embedding`, `image`, … count as `model`; a plain function counts as `tool`. */
  readonly kind: 'model' | 'tool' | 'retrieval';
  /** Epoch milliseconds. Without it, waits stated as a date are ignored. */
  readonly nowMs?: number;
  /** The longest wait that is still a retry, in milliseconds; a longer one is reported as not retryable. Default: no limit. */
  readonly retryAfterCapMs?: number;
}
