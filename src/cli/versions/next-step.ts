import type { ChangeState } from 'onceward';
import type { RegisteredChange } from 'onceward/worker';
import type { Standing } from './read-standing.js';

/** Where a change stands in its life. */
export interface NextStep {
  /** What comes next; `forgotten` is deleting its entry. */
  readonly next: 'deprecated' | 'removed' | 'forgotten';
  readonly isSafe: boolean;
  /** What it waits for, or what to do. */
  readonly says: string;
  /** Open runs that the code, as it is defined now, breaks. */
  readonly breaks: number;
}

/**
 * Whether a change may go on, and whether it has gone on too early.
 *
 * @param deployed the state that is deployed, where that is known and another
 */
export function nextStep(change: RegisteredChange, standing: Standing, deployed: ChangeState | undefined): NextStep {
  if (change.state === 'active') return afterActive(change, standing);
  return change.state === 'deprecated' ? afterDeprecated(change, standing, deployed) : afterRemoved(change, standing);
}

function afterActive({ heldBack }: RegisteredChange, { openWithout }: Standing): NextStep {
  const next = 'deprecated' as const;
  if (openWithout > 0) return { next, isSafe: false, breaks: 0, says: `${runs(openWithout)} on the old path` };
  if (heldBack) return { next, isSafe: false, breaks: 0, says: 'the roll-out still sends new runs to the old path' };
  return { next, isSafe: true, breaks: 0, says: 'no open run is on the old path: leave `before` out' };
}

function afterDeprecated({ scope }: RegisteredChange, standing: Standing, deployed: ChangeState | undefined): NextStep {
  const next = 'removed' as const;
  // Of scope step, a run without the record may only not be there yet; those that were counted while it was active are on the old path.
  const breaks = scope === 'run' || deployed === 'active' ? standing.openWithout : 0;
  if (breaks > 0) return { next, isSafe: false, breaks, says: `deprecated too early: ${runs(breaks)} on the old path` };
  if (deployed === 'active') return { next, isSafe: false, breaks: 0, says: 'deploy it as deprecated first' };
  if (scope === 'run') return { next, isSafe: true, breaks: 0, says: 'once every worker has this code' };
  return { next, breaks: 0, ...heldByMarkers(standing) };
}

function heldByMarkers({ openActive = 0, openUnread = 0 }: Standing): Pick<NextStep, 'isSafe' | 'says'> {
  if (openActive > 0) return { isSafe: false, says: `${runs(openActive)} with a record of its active time` };
  if (openUnread > 0) return { isSafe: false, says: `${runs(openUnread)} whose history was not read` };
  return { isSafe: true, says: 'no open run has a record of its active time' };
}

function afterRemoved({ scope }: RegisteredChange, { openWith, openActive = 0, closedWith }: Standing): NextStep {
  const next = 'forgotten' as const;
  const breaks = scope === 'step' ? openActive : 0;
  if (breaks > 0) return { next, isSafe: false, breaks, says: `removed too early: ${runs(breaks)} with a record of its active time` };
  const left = openWith + closedWith;
  if (left > 0) return { next, isSafe: false, breaks: 0, says: `${left} histories still have its record` };
  return { next, isSafe: true, breaks: 0, says: 'no history has its record: its entry can be deleted' };
}

function runs(count: number): string {
  return count === 1 ? '1 open run' : `${count} open runs`;
}
