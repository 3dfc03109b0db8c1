/** Loaded by Temporal, by its file: with encryption on, messages and stacks of failures go through the codecs like everything else. */
import { DefaultFailureConverter } from '@temporalio/common';
import { concealedFailureOf } from './shared/failures/conceal-failure.js';

type Conversion = Parameters<DefaultFailureConverter['errorToFailure']>;

/** Writes what a thrown failure conceals. */
class ConcealedFailureConverter extends DefaultFailureConverter {
  override errorToFailure(...[error, ...rest]: Conversion): ReturnType<DefaultFailureConverter['errorToFailure']> {
    return super.errorToFailure(concealedFailureOf(error) ?? error, ...rest);
  }
}

export const failureConverter = new ConcealedFailureConverter({ encodeCommonAttributes: true });
