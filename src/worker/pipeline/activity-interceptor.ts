import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker';
import { PayloadTooLarge } from '../../shared/errors/payload-too-large.js';
import { checkSize, type SizeLimit } from '../../shared/size/check-size.js';
import { capFailure } from '../../shared/failures/cap-failure.js';
import { concealActivityFailure } from './conceal-activity-failure.js';
import { withActivityHeaders } from './step-header-of.js';

export interface ActivityGuards {
  readonly limitOf: () => SizeLimit;
  /** Whether failures are encrypted. */
  readonly conceals: () => boolean;
}

/**
 * Around every activity of the worker, also those that are not ours: what it gives, or fails with, is something that Temporal takes. Without this a
 * result of 5 MiB runs its activity again until the attempts are used up, and then says that it took too long.
 */
export function activityInterceptor({ limitOf, conceals }: ActivityGuards): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const result: unknown = await withActivityHeaders(input.headers, () => next(input)).catch((error: unknown) => {
        const capped = capFailure(error, limitOf());
        throw conceals() ? concealActivityFailure(capped) : capped;
      });
      try {
        checkSize('The result of the activity', [result], limitOf());
      } catch (error) {
        throw PayloadTooLarge.isInstance(error) ? toFailure(error) : error;
      }
      return result;
    },
  };
}

/** Not tried again: it would be as large. */
function toFailure({ code, message }: PayloadTooLarge): ApplicationFailure {
  return ApplicationFailure.create({ type: code, message, nonRetryable: true });
}
