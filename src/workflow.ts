/** The entry `onceward/workflow`: for workflow code. Runs in the sandbox, so it imports no Node. */
export type { AskingOptions } from './workflow/approval/asking-options.js';
export type { ApprovalItemOptions, ApprovalOptions, Escalation } from './workflow/approval/approval-options.js';
export type { SynchronousSchema } from './workflow/synchronous-schema.js';
export type { ApprovalNotice } from './workflow/approval/notifier.js';
export { requestApproval, type Decision } from './workflow/approval/request-approval.js';
export { eventGrant, type EventGrantOptions } from './workflow/events/event-grant.js';
export { waitForEvent, type WaitForEventOptions } from './workflow/events/wait-for-event.js';
export { waitForJob, type JobState, type WaitForJobOptions } from './workflow/events/wait-for-job.js';
export { gather, type GatherOptions } from './workflow/fan-out/gather.js';
export { currentRunContext } from './workflow/run-context.js';
export { saga, type SagaOptions, type SagaStep } from './workflow/saga/saga.js';
export type { SagaActions } from './workflow/saga/saga-log.js';
export { factoryStub } from './workflow/stubs/factory-stub.js';
export { functionStub } from './workflow/stubs/function-stub.js';
export { proxyDurable, type DurableFunctions, type ProxyDurableOptions } from './workflow/stubs/proxy-durable.js';
export { proxyTool } from './workflow/stubs/proxy-tool.js';
export { toolboxStub } from './workflow/toolbox/toolbox-stub.js';
export { withOptions } from './workflow/stubs/with-options.js';
