/** A request as the provider's journal keeps it. Times are milliseconds since 1970. */
export interface JournaledRequest {
  /** 1 for the first. */
  readonly number: number;
  /** The path, such as `/v1/chat/completions`. */
  readonly path: string;
  /** Without those that hold credentials. Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request's `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** From here on it is billed, whatever happens next. */
  readonly arrivedAtMs: number;
  /** When the answer was decided. */
  readonly answeredAtMs?: number;
  readonly status?: number;
  /** When the whole answer had left. */
  readonly finishedAtMs?: number;
  /** When the caller closed the connection without waiting for the whole answer. */
  readonly abandonedAtMs?: number;
}

/** What was asked of a provider so far. */
export interface ProviderBill {
  /** All requests that arrived. */
  readonly requests: number;
  /** Those whose path and body an earlier one had: what was paid twice, when no two steps ask the same. */
  readonly repeated: number;
}
