import { log, patched, workflowInfo } from '@temporalio/workflow';
import { DRIFT_PATCH } from '../../shared/contract/pinned-values.js';
import { ConfigDrifted } from '../../shared/errors/config-drifted.js';
import type { ConfigChange, ConfigDrift } from '../../shared/versions/config-drift.js';
import { failRun } from '../fail-run.js';
import { showLine } from '../pipeline/shown-lines.js';

/** Put in by the plugin when it makes a bundle. */
declare const ONCEWARD_CONFIG_DRIFT: ConfigDrift | undefined;

/** What the plugin says about runs whose configuration has changed. */
export const CONFIG_DRIFT: ConfigDrift = typeof ONCEWARD_CONFIG_DRIFT === 'undefined' ? 'keep' : ONCEWARD_CONFIG_DRIFT;

interface Drift {
  readonly changes: readonly ConfigChange[];
  readonly fails: boolean;
  isReported: boolean;
  /** Whether the run has on record that it went over to it. */
  isRecorded: boolean;
}

/** By what is configured now. */
const drifts = new Map<string, Drift>();

/** Notes that something is configured otherwise than the run has on record. Its current details say so, the log once the replay is over. No event is written. */
export function noteConfigDrift(key: string, changes: readonly ConfigChange[], response: ConfigDrift = CONFIG_DRIFT): void {
  if (drifts.has(key)) return;
  // Another version that asks for the same is no reason to end a run.
  const fails = response === 'fail' && changes.some(({ part }) => part !== 'framework');
  showLine(`Changed since: ${textOf(changes)}`);
  drifts.set(key, { changes, fails, isReported: false, isRecorded: false });
}

/** The run has on record that it went over to what is configured so now, and is no longer between the two. */
export function endDrift(key: string): void {
  const drift = drifts.get(key);
  if (drift !== undefined) drift.isRecorded = true;
}

/** What has changed in something that is configured so now, unless the run has that on record. */
export function driftOf(key: string): string | undefined {
  const drift = drifts.get(key);
  return drift === undefined || drift.isRecorded ? undefined : textOf(drift.changes);
}

/**
 * To be called before anything is asked of anybody: logs what has changed, and ends the run where that must not be.
 *
 * @throws ConfigDrifted
 */
export function answerForDrift(): void {
  if (drifts.size === 0) return;
  reportDrifts();
  const failing = [...drifts.values()].filter(({ fails, isRecorded }) => fails && !isRecorded);
  // What is on record stays what it was: a call that is replayed was made before the change.
  if (failing.length === 0 || !patched(DRIFT_PATCH)) return;
  const error = new ConfigDrifted({ changes: failing.flatMap(({ changes }) => changes.map(({ text }) => text)) });
  failRun(error);
  throw error;
}

function reportDrifts(): void {
  if (workflowInfo().unsafe.isReplaying) return;
  for (const drift of drifts.values()) {
    if (drift.isReported) continue;
    drift.isReported = true;
    if (drift.isRecorded) continue;
    log.warn('The run goes on with other code than it began with', { changes: drift.changes.map(({ text }) => text) });
  }
}

function textOf(changes: readonly ConfigChange[]): string {
  return changes.map(({ text }) => text).join('; ');
}
