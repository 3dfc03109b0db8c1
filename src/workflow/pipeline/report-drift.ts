import { log, metricMeter, workflowInfo } from '@temporalio/workflow';
import { showLine } from './shown-lines.js';

interface Drift {
  readonly activityType: string;
  readonly key: string;
}

const METRIC = 'onceward_result_drift';

const counts = new Map<string, number>();
const unreported: Drift[] = [];
let hide: (() => void) | undefined;

/**
 * Notes a result that was made from another input than the code sends now. The run's current details say so from now on; log and metric once the replay, in
 * which both are dropped, is over. No event is written.
 */
export function noteDrift(drift: Drift): void {
  counts.set(drift.activityType, (counts.get(drift.activityType) ?? 0) + 1);
  hide?.();
  hide = showLine(describe());
  unreported.push(drift);
  reportDrift();
}

/** Logs and counts what was noted, unless the run is still being replayed. */
export function reportDrift(): void {
  if (unreported.length === 0 || workflowInfo().unsafe.isReplaying) return;
  const counter = metricMeter.createCounter(METRIC, 'results', 'Recorded results of another input than the code sends now');
  for (const drift of unreported.splice(0)) {
    log.warn('A recorded result was made from another input than the code sends now', { ...drift });
    counter.add(1, { step: drift.activityType });
  }
}

function describe(): string {
  const steps = [...counts].map(([step, count]) => (count === 1 ? step : `${step} (${count} times)`));
  return `Recorded results are used that were made from another input than the code sends now: ${steps.join(', ')}.`;
}
