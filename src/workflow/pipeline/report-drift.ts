import { log, workflowInfo } from '@temporalio/workflow';

interface Drift {
  readonly activityType: string;
  readonly key: string;
}

const unreported: Drift[] = [];

/** Notes a result that was made from another input than the code sends now. It is logged once the replay, in which logs are dropped, is over. */
export function noteDrift(drift: Drift): void {
  unreported.push(drift);
  reportDrift();
}

/** Logs what was noted, unless the run is still being replayed. */
export function reportDrift(): void {
  if (workflowInfo().unsafe.isReplaying) return;
  for (const drift of unreported.splice(0)) log.warn('A recorded result was made from another input than the code sends now', { ...drift });
}
