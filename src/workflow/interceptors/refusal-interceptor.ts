import type { WorkflowInterceptors } from '@temporalio/workflow';
import { refusedTask } from '../pipeline/refuse-task.js';
import { toRunFailure } from '../to-run-failure.js';

/** Fails a workflow task in which code got a result that is not its own. The last one: a replay is told what the code asked for before. */
export function refusalInterceptor(): WorkflowInterceptors {
  return {
    internals: [
      {
        concludeActivation(input, next) {
          const refused = refusedTask();
          if (refused !== undefined) throw toRunFailure(refused);
          return next(input);
        },
      },
    ],
  };
}
