import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { concealFailure } from '../../shared/failures/conceal-failure.js';

/** What an activity throws so that logs and traces do not have its words. A cancellation has none, and Temporal must see that it is one. */
export function concealActivityFailure(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CancelledFailure || error.name === 'AbortError' || error.name === 'CompleteAsyncError')
    return error;
  const category = error instanceof ApplicationFailure ? error.category : undefined;
  return concealFailure(error, (shown) => ApplicationFailure.create({ ...shown, ...(category && { category }) }));
}
