import type { WorkflowInterceptors } from '@temporalio/workflow';
import { decideRunChanges } from '../versions/run-changes.js';

/** Decides at the start of a run which path it takes of the changes that hold for a whole run. */
export function versionsInterceptor(): WorkflowInterceptors {
  return {
    inbound: [
      {
        execute(input, next) {
          decideRunChanges();
          return next(input);
        },
      },
    ],
  };
}
