/** Loaded by Temporal, by its file: with encryption on, messages and stacks of failures go through the codecs like everything else. */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
