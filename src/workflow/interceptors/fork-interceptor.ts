import { defaultPayloadConverter, scheduleActivity, type WorkflowInterceptors } from '@temporalio/workflow';
import { FORK_HEADER_NAME, FORK_PLAN, type ForkHeader, type ForkPlan } from '../../shared/contract/fork.js';
import { SCOPE_HEADER_NAME, type ScopeHeader } from '../../shared/contract/scope-header.js';
import { beginFork, originOfChild } from '../fork/fork-state.js';
import { repeatSignals } from '../fork/repeat-signals.js';
import { isFirstRun } from '../is-first-run.js';

/** Lets a fork look up what it may take before its code runs, and its children after it. */
export function forkInterceptor(): WorkflowInterceptors {
  return {
    inbound: [
      {
        async execute(input, next) {
          const payload = input.headers[FORK_HEADER_NAME];
          if (payload === undefined || !isFirstRun()) return next(input);
          const header = defaultPayloadConverter.fromPayload<ForkHeader>(payload);
          const plan = await scheduleActivity<ForkPlan>(FORK_PLAN, [header], {
            startToCloseTimeout: '2m',
            retry: { initialInterval: '1s', maximumInterval: '30s', maximumAttempts: 20 },
            summary: `what ${header.workflowId} has on record`,
          });
          beginFork(header, plan);
          repeatSignals();
          return next(input);
        },
      },
    ],
    outbound: [
      {
        startChildWorkflowExecution(input, next) {
          const payload = input.headers[SCOPE_HEADER_NAME];
          const origin = payload && originOfChild(defaultPayloadConverter.fromPayload<ScopeHeader>(payload).scope);
          if (origin === undefined) return next(input);
          return next({ ...input, headers: { ...input.headers, [FORK_HEADER_NAME]: defaultPayloadConverter.toPayload(origin) } });
        },
      },
    ],
  };
}
