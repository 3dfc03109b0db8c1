import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import type { WorkflowHandle, WorkflowStartOptions } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Worker, type ActivityInboundCallsInterceptor, type InjectedSinks } from '@temporalio/worker';
import { memoryJournal, memoryLedger, memoryStore, OncewardPlugin } from 'onceward/worker';
import type { Landing, Plan } from '../../fixtures/chaos/plan.ts';
import * as steps from '../../fixtures/chaos/steps.ts';
import type { AuditSinks } from '../../fixtures/chaos/workflows.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { auditLandings, type Audit } from './audit.ts';

const TASK_QUEUE = 'chaos';
const WORKFLOWS = new URL('../../fixtures/chaos/workflows.ts', import.meta.url);

type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

/** The end of a workflow task. */
export interface ResetPoint {
  readonly workflowId: string;
  readonly runId: string;
  readonly eventId: HistoryEvent['eventId'];
}

/** Carries plans out on a real server and audits every result. */
export interface PlanRunner {
  start(plan: Plan, options?: Partial<WorkflowStartOptions>): Promise<WorkflowHandle>;
  /** Where the latest run can be reset to: the ends of its workflow tasks. */
  resetPoints(handle: WorkflowHandle): Promise<readonly ResetPoint[]>;
  /** Gives the new run. */
  resetTo(resetPoint: ResetPoint): Promise<WorkflowHandle>;
  audit(): Audit;
  stop(): Promise<void>;
}

export interface PlanRunnerOptions {
  /** The share of first attempts whose completion does not reach the server, after their result was recorded. @default 0 */
  readonly lostCompletions?: number;
}

export async function startPlanRunner({ lostCompletions = 0 }: PlanRunnerOptions = {}): Promise<PlanRunner> {
  const temporal = await openTemporal();
  const landings: Landing[] = [];
  steps.executions.length = 0;
  const defaults = { retry: { maximumAttempts: 3, initialInterval: '10ms' } };
  const plugin = new OncewardPlugin({ modules: [steps], store: memoryStore(), journal: memoryJournal(), ledger: memoryLedger(), defaults });
  const sinks: InjectedSinks<AuditSinks> = {
    // Also during replay: a reset run has to find what it found before where it found it.
    audit: { landed: { fn: (_info, landing) => void landings.push(landing), callDuringReplay: true } },
  };
  const worker = await Worker.create({
    connection: temporal.connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleWorkflows(WORKFLOWS, plugin),
    plugins: [plugin],
    sinks,
    interceptors: { activity: [() => ({ inbound: losing(lostCompletions) })] },
  });
  const running = worker.run();
  const { client } = temporal;
  return {
    start: (plan, options) =>
      client.workflow.start('carryOut', { taskQueue: TASK_QUEUE, workflowId: randomUUID(), args: [plan], ...options }),
    async resetPoints({ workflowId }) {
      const { runId } = await client.workflow.getHandle(workflowId).describe();
      const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const completed = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
      return completed.map(({ eventId }) => ({ workflowId, runId, eventId }));
    },
    async resetTo({ workflowId, runId: from, eventId }) {
      const { runId } = await client.workflowService.resetWorkflowExecution({
        namespace: client.options.namespace,
        workflowExecution: { workflowId, runId: from },
        reason: 'chaos',
        requestId: randomUUID(),
        workflowTaskFinishEventId: eventId ?? null,
      });
      return client.workflow.getHandle(workflowId, runId);
    },
    audit: () => auditLandings(landings, steps.executions),
    async stop() {
      worker.shutdown();
      await running;
      await temporal.close();
    },
  };
}

/** A completion that is lost on its way: the step has a recorded result, and is tried again. */
function losing(share: number): ActivityInboundCallsInterceptor {
  return {
    async execute(input, next) {
      const result = await next(input);
      if (Context.current().info.attempt === 1 && Math.random() < share) throw ApplicationFailure.retryable('The completion was lost');
      return result;
    },
  };
}
