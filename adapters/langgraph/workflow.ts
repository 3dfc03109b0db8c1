/** The entry `onceward/langgraph/workflow`: LangGraph in workflow code. Runs in the sandbox. */
export { RunSaver } from './workflow/run-saver.js';
export { runWithApprovals, type RunWithApprovalsOptions } from './workflow/run-with-approvals.js';
