import { CancellationScope, isCancellation } from '@temporalio/workflow';

const NO_OUTPUT = 'AI_NoOutputGeneratedError';

let lastFailure: { readonly error: unknown } | undefined;

/**
 * Remembers what a stream failed with. The AI SDK makes a part of it that nobody has to read: whoever asks for the text is told that there is none,
 * and whoever reads the text finds it at its end.
 */
export async function rememberFailure<Result>(stream: Promise<Result>): Promise<Result> {
  lastFailure = undefined;
  return stream.catch((error: unknown) => {
    lastFailure = { error };
    throw error;
  });
}

/** What the workflow's function returned, unless a stream took the end of the run for its own end. */
export function throwUnread<Result>(result: Result): Result {
  if (lastFailure !== undefined && isCancellation(lastFailure.error) && CancellationScope.current().consideredCancelled)
    throw lastFailure.error;
  return result;
}

/** Why there is no output, where the AI SDK says only that there is none. */
export function reasonOf(error: unknown): unknown {
  return lastFailure !== undefined && error instanceof Error && error.name === NO_OUTPUT ? lastFailure.error : error;
}
