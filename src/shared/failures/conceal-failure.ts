const CONCEALED = Symbol.for('onceward.concealed');

/** What others may see of a failure. */
export interface ShownFailure {
  readonly type: string;
  readonly message: string;
  readonly nonRetryable: boolean;
}

/** A Temporal failure, as far as it is looked at here; or any other error. */
interface Failure extends Error {
  readonly type?: string | null | undefined;
  readonly nonRetryable?: boolean | null | undefined;
}

/**
 * A failure to throw in place of another, with its type but without its words: Temporal logs what is thrown, and traces hold it, before the failure
 * converter encrypts it. The converter of `onceward/failure-converter` finds the other one, and writes that.
 *
 * @param create makes an `ApplicationFailure`
 */
export function concealFailure(failure: Failure, create: (shown: ShownFailure) => Error): Error {
  if (concealedFailureOf(failure) !== undefined) return failure;
  const type = failure.type ?? failure.name;
  const shown = create({ type, message: `${type}. What it says is encrypted`, nonRetryable: failure.nonRetryable === true });
  shown.stack = `${shown.name}: ${shown.message}`;
  return Object.defineProperty(shown, CONCEALED, { value: failure, enumerable: false });
}

/** The failure that another was thrown in place of; undefined for any other error. */
export function concealedFailureOf(error: unknown): Error | undefined {
  return error instanceof Error ? (error as { [CONCEALED]?: Error })[CONCEALED] : undefined;
}
