import { workflowInfo } from '@temporalio/workflow';

/**
 * Temporal starts every run of a chain (workflow retries, cron) with the headers of the first. Each is a run of its own, with keys of its
 * own; only the first one, also after a reset, is what was started.
 */
export function isFirstRun(): boolean {
  const { originalExecutionRunId, firstExecutionRunId } = workflowInfo();
  return originalExecutionRunId === firstExecutionRunId;
}
