import type { WorkflowInboundCallsInterceptor, WorkflowInterceptors, WorkflowOutboundCallsInterceptor } from '@temporalio/workflow';
import { capFailure } from '../../shared/failures/cap-failure.js';
import { BUNDLED_LIMIT } from '../../shared/size/bundled-limit.js';
import { checkSize } from '../../shared/size/check-size.js';
import { COMMAND_BYTES } from '../../shared/size/payload-limits.js';
import { PendingLimit } from '../guard/pending-limit.js';
import { takeTaskBytes } from '../guard/task-budget.js';

/**
 * Keeps what a workflow sends within what the server takes, for every activity, child, signal and continuation, also those that are not ours.
 * The server answers anything beyond by ending the run, or by trying its workflow task again for ever, where no code of the user's sees it.
 */
export function guardInterceptor(): WorkflowInterceptors {
  return { inbound: [guardResults], outbound: [guardCommands()] };
}

const guardResults: WorkflowInboundCallsInterceptor = {
  execute: async (input, next) => checked('The result of the workflow', await next(input)),
  handleUpdate: async (input, next) => checked(`The result of the update '${input.name}'`, await next(input)),
  async handleQuery(input, next) {
    const result: unknown = await next(input).catch((error: unknown) => {
      throw capFailure(error, BUNDLED_LIMIT);
    });
    return checked(`The result of the query '${input.queryName}'`, result);
  },
};

function guardCommands(): WorkflowOutboundCallsInterceptor {
  const activities = new PendingLimit();
  const children = new PendingLimit();
  return {
    // Goes on at once where nothing has to wait: a call is scheduled where it stands in the code.
    scheduleActivity(input, next) {
      const waits = waitFor(activities, sizeOf(`The input of ${input.activityType}`, input.args));
      return whenSettled(waits === undefined ? next(input) : waits.then(() => next(input)), activities.release);
    },
    async startChildWorkflowExecution(input, next) {
      const { args, memo } = input.options;
      const bytes = sizeOf(`The input of the child workflow ${input.workflowType}`, args) + sizeOfMemo(input.workflowType, memo);
      const waits = waitFor(children, bytes);
      if (waits !== undefined) await waits;
      const handle = await next(input).catch((error: unknown) => {
        children.release();
        throw error;
      });
      handle[1].then(children.release, children.release);
      return handle;
    },
    async signalWorkflow(input, next) {
      const waits = takeTaskBytes(sizeOf(`The signal '${input.signalName}'`, input.args));
      if (waits !== undefined) await waits;
      return next(input);
    },
    continueAsNew(input, next) {
      sizeOf('The input of the continued run', input.args);
      sizeOfMemo('the continued run', input.options.memo);
      return next(input);
    },
  };
}

/** Like `finally`, which makes three promises, each of which Temporal's SDK takes a stack trace of. */
function whenSettled<Result>(promise: Promise<Result>, then: () => void): Promise<Result> {
  return promise.then(
    (result) => {
      then();
      return result;
    },
    (error: unknown) => {
      then();
      throw error;
    },
  );
}

function waitFor(places: PendingLimit, bytes: number): Promise<void> | undefined {
  const place = places.take();
  return place === undefined ? takeTaskBytes(bytes) : place.then(() => takeTaskBytes(bytes));
}

/** What a command with these values takes. */
function sizeOf(what: string, values: readonly unknown[]): number {
  return COMMAND_BYTES + checkSize(what, values, BUNDLED_LIMIT);
}

function sizeOfMemo(run: string, memo: Readonly<Record<string, unknown>> = {}): number {
  return checkSize(`The memo of ${run}`, Object.values(memo), BUNDLED_LIMIT);
}

function checked<Value>(what: string, value: Value): Value {
  sizeOf(what, [value]);
  return value;
}
