import type { WorkflowClientInterceptor, WorkflowStartInput } from '@temporalio/client';
import { checkSize, sizeLimitOf, type SizeLimit } from '../shared/size/check-size.js';

const WITHOUT_STORE =
  'Give oncewardClient({ store }) the store of the workers, or put the content into an artifact and pass its reference.';

export interface ClientGuardOptions {
  readonly hasStore: boolean;
  readonly offloadAboveBytes: number | undefined;
}

/** What a client may send as one value. */
export function clientLimit({ hasStore, offloadAboveBytes }: ClientGuardOptions): SizeLimit {
  return sizeLimitOf(offloadAboveBytes, hasStore, WITHOUT_STORE);
}

/**
 * Refuses at once what the server would refuse: without this, an input above 4 MiB is sent eleven times, for 41 seconds, before the client
 * gives up.
 */
export function clientGuard(limit: SizeLimit): WorkflowClientInterceptor {
  const check = (what: string, values: readonly unknown[] = []): void => void checkSize(what, values, limit);
  const checkStart = (workflowType: string, { args, memo = {} }: Pick<WorkflowStartInput['options'], 'args' | 'memo'>): void => {
    check(`The input of ${workflowType}`, args);
    check(`The memo of ${workflowType}`, Object.values(memo));
  };
  return {
    async start(input, next) {
      checkStart(input.workflowType, input.options);
      return next(input);
    },
    async signalWithStart(input, next) {
      checkStart(input.workflowType, input.options);
      check(`The signal '${input.signalName}'`, input.signalArgs);
      return next(input);
    },
    async startUpdateWithStart(input, next) {
      checkStart(input.workflowType, input.workflowStartOptions);
      check(`The update '${input.updateName}'`, input.updateArgs);
      return next(input);
    },
    async signal(input, next) {
      check(`The signal '${input.signalName}'`, input.args);
      return next(input);
    },
    async startUpdate(input, next) {
      check(`The update '${input.updateName}'`, input.args);
      return next(input);
    },
    async query(input, next) {
      check(`The query '${input.queryType}'`, input.args);
      return next(input);
    },
  };
}
